"""Units and people as tables."""

from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.actions.store_people import store_people
from quotamesh.base.people.actions.store_units import store_units
from quotamesh.base.people.check_people import check_people, email
from quotamesh.base.people.check_units import check_units
from quotamesh.base.people.models import Role
from quotamesh.base.tables.days import day
from quotamesh.base.tables.kinds import Column, Kind
from quotamesh.base.tables.parsing import choice, code, text

KINDS_OF_UNIT = {
    "company": ("公司", "集团", "总部"),
    "region": ("大区", "区域", "分公司", "事业部", "division", "area"),
    "team": ("团队", "组", "小组", "部门", "办事处", "department", "group"),
}
ROLES = {
    Role.DIRECTOR.value: ("总监", "销售总监", "总经理", "managing director", "head of sales"),
    Role.SALES_OPERATIONS.value: ("销售运营", "运营", "sales operations", "sales ops"),
    Role.LEADER.value: (
        "主管",
        "经理",
        "销售经理",
        "组长",
        "团队主管",
        "区域经理",
        "manager",
        "team leader",
        "lead",
    ),
    Role.REPRESENTATIVE.value: (
        "销售代表",
        "销售",
        "代表",
        "业务员",
        "客户经理",
        "rep",
        "sales representative",
        "sales",
    ),
    Role.SDR.value: ("线索开发", "销售开发代表", "sales development"),
    Role.BD.value: ("商务拓展", "business development"),
    Role.PRESALES.value: ("售前", "售前顾问", "pre-sales"),
    Role.ANALYST.value: ("分析师",),
    Role.FINANCE.value: ("财务",),
    Role.LEGAL.value: ("法务",),
    Role.ADMINISTRATOR.value: ("管理员", "系统管理员", "admin"),
}

VALID_FROM = Column(
    "valid_from",
    _("Valid from"),
    day,
    _("first day; empty: since ever"),
    aliases=("start", "start date", "from", "开始日期", "生效日期", "起始日期", "入职日期"),
)
VALID_TO = Column(
    "valid_to",
    _("Valid to"),
    day,
    _("last day; empty: open"),
    aliases=("end", "end date", "to", "until", "结束日期", "失效日期", "截止日期", "离职日期"),
)

UNITS = Kind(
    "units",
    _("Organisation"),
    _("The company, its regions and teams, each below its parent."),
    (
        Column(
            "code",
            _("Code"),
            code,
            _("names the unit in every other file"),
            True,
            (
                "unit code",
                "unit id",
                "department code",
                "组织编码",
                "部门编码",
                "单元编码",
                "编码",
                "代码",
                "编号",
            ),
        ),
        Column(
            "name",
            _("Name"),
            text,
            "",
            True,
            (
                "unit name",
                "department",
                "department name",
                "组织名称",
                "部门名称",
                "部门",
                "名称",
                "单元名称",
            ),
        ),
        Column(
            "parent",
            _("Parent"),
            code,
            _("code of the unit above; empty: directly below the company"),
            aliases=("parent code", "parent id", "上级", "上级编码", "上级部门", "上级组织", "父级编码"),
        ),
        Column(
            "kind",
            _("Kind"),
            choice(KINDS_OF_UNIT),
            _("company, region or team; empty: by its level"),
            aliases=("type", "level", "类型", "组织类型", "层级"),
        ),
        VALID_FROM,
        VALID_TO,
    ),
    check_units,
    store_units,
    example=(
        ("code", "name", "parent", "kind", "valid_from", "valid_to"),
        ("ACME", "Acme Instruments", "", "company", "", ""),
        ("EAST", "East region", "ACME", "region", "", ""),
        ("NORTH", "North region", "ACME", "region", "", ""),
        ("EAST-1", "East team 1", "EAST", "team", "", ""),
        ("EAST-2", "East team 2", "EAST", "team", "2025-07-01", ""),
        ("NORTH-1", "North team 1", "NORTH", "team", "", ""),
    ),
)

PEOPLE = Kind(
    "people",
    _("People"),
    _("Who belongs to which unit from when to when; a move in mid-year is a second row."),
    (
        Column(
            "code",
            _("Code"),
            code,
            _("staff number; the same in every row of one person"),
            True,
            (
                "person code",
                "employee id",
                "employee key",
                "staff id",
                "工号",
                "员工编号",
                "人员编码",
                "编码",
                "编号",
            ),
        ),
        Column(
            "name", _("Name"), text, "", True, ("person", "employee", "full name", "姓名", "员工姓名", "名字")
        ),
        Column(
            "unit",
            _("Unit"),
            code,
            _("code of the unit the seat belongs to"),
            True,
            (
                "unit code",
                "team",
                "department",
                "部门",
                "部门编码",
                "团队",
                "所属部门",
                "组织编码",
                "组织",
                "所属组织",
            ),
        ),
        Column(
            "role",
            _("Role"),
            choice(ROLES),
            _("representative, leader, director, …; empty: representative"),
            aliases=("position", "title", "job title", "职位", "岗位", "角色"),
        ),
        Column(
            "email", _("E-mail"), email, aliases=("mail", "e-mail address", "邮箱", "电子邮箱", "电子邮件")
        ),
        VALID_FROM,
        VALID_TO,
    ),
    check_people,
    store_people,
    example=(
        ("code", "name", "unit", "role", "email", "valid_from", "valid_to"),
        ("P001", "Lin Yue", "ACME", "director", "lin.yue@example.com", "", ""),
        ("P002", "Zhao Ming", "EAST-1", "leader", "", "", ""),
        ("P003", "Wang Fang", "EAST-1", "representative", "wang.fang@example.com", "", "2025-06-30"),
        ("P003", "Wang Fang", "EAST-2", "leader", "wang.fang@example.com", "2025-07-01", ""),
        ("P004", "Chen Jie", "NORTH-1", "representative", "", "", ""),
        ("P005", "José Núñez", "NORTH-1", "sales", "", "2024-03-01", ""),
    ),
)

KINDS = (UNITS, PEOPLE)
