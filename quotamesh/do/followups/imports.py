"""Follow-ups as a table."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from quotamesh.base.tables.days import day
from quotamesh.base.tables.kinds import Column, Kind
from quotamesh.base.tables.parsing import Context, choice, code, each, plain_text
from quotamesh.base.tables.problems import Message, Refused
from quotamesh.do.followups.actions.rules import LONGEST, LONGEST_STEP
from quotamesh.do.followups.check_follow_ups import check_follow_ups
from quotamesh.do.followups.store_import import store_checked_follow_ups

WAYS = {
    "call": ("phone", "phone call", "telephone", "电话", "电访", "致电"),
    "visit": ("on site", "meeting", "拜访", "上门", "面谈", "实地拜访"),
    "online": ("online meeting", "video", "线上", "线上会议", "视频", "视频会议"),
    "message": ("e-mail", "email", "wechat", "chat", "消息", "微信", "邮件", "企业微信"),
    "event": ("fair", "exhibition", "活动", "展会", "会议"),
    "other": ("其他", "其它"),
}


def read_long(text: str, _context: Context) -> str:
    """A text of several lines, with whatever people write; only what cannot be stored is refused."""
    if "\x00" in text:
        raise Refused(
            "control_character", Message(gettext_noop("holds an invisible character.")),
            Message(gettext_noop("Type it anew.")),
        )  # fmt: skip
    if len(text) > LONGEST:
        raise Refused(
            "too_long", Message(gettext_noop("is too long.")),
            Message(gettext_noop("At most %(longest)s characters."), longest=LONGEST),
        )  # fmt: skip
    return text


FOLLOW_UPS = Kind(
    "followups",
    _("Follow-ups"),
    _("Contacts with customers: who, when, how, what came of it, what is next. They count calls and visits."),
    (
        Column(
            "code", _("Code"), code, _("names the follow-up"), True,
            ("follow-up code", "follow-up id", "activity id", "id", "记录编号", "跟进编号", "编号", "编码"),
        ),
        Column(
            "customer", _("Customer"), code, _("code of the customer"), True,
            ("customer code", "account", "account id", "客户编码", "客户编号", "客户"),
        ),
        Column(
            "person", _("Person"), code, _("code of who was in touch"), True,
            ("person code", "owner", "author", "sales person", "跟进人工号", "跟进人", "负责人工号", "负责人", "工号"),
        ),
        Column("date", _("Date"), day, _("the day of the contact"), True, ("day", "跟进日期", "日期", "跟进时间")),
        Column(
            "way", _("Way of contact"), choice(WAYS), _("call, visit, online, message, event or other"), True,
            ("type", "channel", "跟进方式", "方式", "联系方式"),
        ),
        Column(
            "summary", _("Summary"), each(read_long), _("what was talked about"), True,
            ("text", "notes", "content", "跟进内容", "内容摘要", "内容", "摘要", "沟通内容"),
        ),
        Column(
            "need", _("Need or feedback"), each(read_long), _("a visit with a need and a dated next step is effective"),
            aliases=("feedback", "客户需求", "需求", "反馈", "客户需求或反馈", "客户反馈"),
        ),
        Column(
            "next_step", _("Next step"), plain_text(LONGEST_STEP),
            aliases=("next action", "下一步", "下一步计划", "下一步动作", "下步计划"),
        ),
        Column(
            "due", _("Due"), day, _("when the next step is due"),
            aliases=("due date", "截止日期", "到期日", "计划完成时间", "完成时间"),
        ),
        Column(
            "informed", _("Persons informed"), each(read_long), _("codes, separated by ;"),
            aliases=("informed persons", "cc", "信息同步人", "同步人", "抄送人"),
        ),
    ),
    check_follow_ups,
    store_checked_follow_ups,
    example=(
        ("code", "customer", "person", "date", "way", "summary", "need", "next_step", "due", "informed"),
        (
            "F-0001", "C001", "P003", "2025-09-01", "visit", "Walked through line 2 with the plant manager",
            "Fewer stops of the pumps", "Send the offer", "2025-09-05", "P002",
        ),
        ("F-0002", "C002", "P004", "2025-09-02", "call", "Asked for the case study", "", "", "", ""),
        (
            "F-0003", "C003", "P004", "2025/9/3", "电话", "约定现场交流", "关注交付周期", "上门拜访", "2025/9/8",
            "P002;P003",
        ),
    ),
)  # fmt: skip

KINDS = (FOLLOW_UPS,)
