"""专家评估 Expert rounds: the list, the question, the one-minute answer."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quotamesh.base.people.queries import root_unit
from quotamesh.base.shell.charts import Strip
from quotamesh.base.shell.formats import grouped, percent
from quotamesh.base.shell.notices import done
from quotamesh.base.shell.periods import year_name
from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import shown_table
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.catalog.queries import indicator
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.kernel.delphi import TooFewAnswers
from quotamesh.plan.experts import actions
from quotamesh.plan.experts.access import find_question, may_ask, need_asker
from quotamesh.plan.experts.errors import BadInput, NotAllowed, RoundNotOpen, RoundStillOpen
from quotamesh.plan.experts.forms import AnswerForm, NextForm, QuestionForm
from quotamesh.plan.experts.models import Question
from quotamesh.plan.experts.queries import Sheet, listed, sheet, waiting
from quotamesh.plan.experts.wording import amount_words, measure_of
from quotamesh.plan.targets.finding import Measure

STATE_BADGES = {"open": "watch", "between": "none", "done": "good"}


def page(view: Callable) -> Callable:
    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except NotAllowed as error:
            raise PermissionDenied from error

    return login_required(answer)


def title_of(question: Question) -> str:
    name = indicator(question.indicator.code)[1].name
    return f"{year_name(question.fiscal_year)} · {question.unit.name} · {question.product.name} · {name}"


@require_GET
@page
def show_list(request):
    questions = list(listed(request.viewer))
    mine = waiting(request.viewer, questions)
    columns = [
        Column("title", _("What is asked"), "strong", link="url"),
        Column("state", _("State"), "state"),
        Column("round", _("Round"), "number"),
        Column("answered", _("Answered")),
        Column("deadline", _("Answers by"), "date"),
        Column("median", _("Median")),
    ]
    rows = [
        {
            "title": title_of(q),
            "url": reverse("experts:show", args=[q.uid]),
            "state": (STATE_BADGES[q.state], _("waits for you") if q.pk in mine else q.get_state_display()),
            "round": q.number,
            "answered": _("%(answered)d of %(invited)d") % {"answered": q.answered, "invited": q.invited},
            "deadline": q.deadline,
            "median": amount_words(q.median, measure_of(q, request.company)) if q.median is not None else "",
        }
        for q in questions
    ]
    table = Table(columns, rows, _("Expert rounds"), ident="experts", cards=True)
    if file := shown_table(request, table, "expert rounds"):
        return file
    context = {"table": table, "may_ask": may_ask(request.viewer), "headline": headline(questions, mine)}
    return render(request, "experts/list.html", context)


def headline(questions: list[Question], mine: set[int]) -> str:
    if mine:
        count = len(mine)
        return ngettext("%(count)d question waits for you.", "%(count)d questions wait for you.", count) % {
            "count": count
        }
    running = sum(q.state != Question.State.DONE for q in questions)
    if running:
        return ngettext("%(count)d question is under way.", "%(count)d questions are under way.", running) % {
            "count": running
        }
    return _("No question is under way.")


@require_http_methods(["GET", "POST"])
@page
def ask(request):
    need_asker(request.viewer)
    year = FiscalCalendar(request.company.fiscal_start).fiscal_year(request.today)
    form = QuestionForm(request.POST or None, initial=_whole_company(year + 1))
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data) | {"indicator": indicator(form.cleaned_data["indicator"])[0]}
        try:
            question = actions.open_question(request.actor, **values, today=request.today)
        except BadInput as error:
            form.tell(error)
        else:
            done(request, _("The first round is open."))
            return redirect("experts:show", question.uid)
    return render(request, "experts/ask.html", {"form": form}, status=422 if form.errors else 200)


def _whole_company(year: int) -> dict:
    """Where a question begins: next year, the whole company, all products."""
    return {"fiscal_year": year, "unit": root_unit().code, "product": root_product().code}


@require_http_methods(["GET", "POST"])
@page
def show(request, uid):
    question = find_question(request.viewer, uid)
    read = sheet(request.viewer, question)
    measure = measure_of(question, request.company)
    form = _answer_form(request, read, measure)
    if request.method == "POST":
        if form is None:
            raise NotAllowed if not read.is_invited else PermissionDenied
        if form.is_valid() and _answered(request, question, form):
            return redirect("experts:show", uid)
    return _sheet_page(request, read, measure, form)


def _answer_form(request, read: Sheet, measure: Measure) -> AnswerForm | None:
    if not read.is_invited or read.question.state != Question.State.OPEN:
        return None
    initial = {}
    if read.own:
        initial = {name: _typed(getattr(read.own, name), measure) for name in ("low", "likely", "high")}
        initial["reason"] = read.own.reason
    return AnswerForm(request.POST or None, digits=measure.digits, initial=initial)


def _typed(value: int, measure: Measure) -> str:
    return grouped(value, measure.digits).removesuffix("." + "0" * measure.digits)


def _answered(request, question: Question, form: AnswerForm) -> bool:
    try:
        actions.answer(request.actor, question, **form.cleaned_data)
    except BadInput as error:
        form.tell(error)
    except RoundNotOpen:
        form.add_error(None, _("The round was closed meanwhile: answers are no longer taken."))
    else:
        done(request, _("Your answer is in, without your name. You may change it until the round is closed."))
        return True
    return False


def _sheet_page(request, read: Sheet, measure: Measure, form, next_form=None):
    asks = may_ask(request.viewer)
    question = read.question
    between = question.state == Question.State.BETWEEN
    context = {
        "read": read,
        "question": question,
        "title": title_of(question),
        "headline": _headline(read, measure),
        "form": form,
        "strips": [_strip(held, measure) for held in read.held],
        "reasons": [_reasons(held, measure) for held in reversed(read.held)],
        "badge": STATE_BADGES[question.state],
        "asks": asks,
        "next_form": (next_form or NextForm()) if asks and between else None,
        "late": question.state == Question.State.OPEN and question.deadline < request.today,
    }
    wrong = (form is not None and form.errors) or (next_form is not None and next_form.errors)
    return render(request, "experts/question.html", context, status=422 if wrong else 200)


def _headline(read: Sheet, measure: Measure) -> str:
    if not read.held:
        return _("Round %(round)d: %(answered)d of %(invited)d have answered.") % {
            "round": read.question.number,
            "answered": read.answered,
            "invited": read.invited,
        }
    last = read.held[-1].round
    values = {"median": amount_words(last.median, measure), "spread": percent(last.spread)}
    if last.agrees():
        return _("The experts agree on %(median)s; the middle half spreads only %(spread)s.") % values
    if read.question.state == Question.State.DONE:
        return (
            _("After three rounds the median is %(median)s; the middle half still spreads %(spread)s.")
            % values
        )
    return _("The median is %(median)s; the middle half spreads %(spread)s, more than 10 %%.") % values


def _strip(held, measure: Measure):
    values = [e.likely for e in held.estimates]
    found = held.round
    words = f"{amount_words(found.median, measure)} · {percent(found.spread)}"
    label = _("Round %(number)d") % {"number": held.number}
    ends = min(e.low for e in held.estimates), max(e.high for e in held.estimates)
    return label, Strip(*ends, found.lower, found.upper, found.median, values), words


def _reasons(held, measure: Measure) -> dict:
    rows = [
        {
            "likely": amount_words(e.likely, measure),
            "range": f"{amount_words(e.low, measure)} – {amount_words(e.high, measure)}",
            "reason": e.reason,
        }
        for e in sorted(held.estimates, key=lambda e: (e.likely, str(e.pk)))
    ]
    return {"number": held.number, "rows": rows}


@require_POST
@page
def close(request, uid):
    question = find_question(request.viewer, uid)
    need_asker(request.viewer)
    try:
        actions.close_round(request.actor, question)
    except TooFewAnswers as error:
        text = _(
            "Only %(count)d have answered: below %(fewest)d each could tell who said what. Wait for more."
        )
        messages.error(request, text % {"count": error.count, "fewest": error.fewest})
    except RoundNotOpen:
        messages.error(request, _("This round is closed already."))
    else:
        done(request, _("The round is closed; the invited see the median and the reasons."))
    return redirect("experts:show", uid)


@require_POST
@page
def again(request, uid):
    question = find_question(request.viewer, uid)
    need_asker(request.viewer)
    form = NextForm(request.POST)
    if form.is_valid():
        try:
            actions.next_round(request.actor, question, form.cleaned_data["deadline"], today=request.today)
        except BadInput as error:
            form.tell(error)
        except RoundStillOpen:
            messages.error(request, _("There is no next round: this one is open, or the question is done."))
            return redirect("experts:show", uid)
        else:
            done(request, _("The next round is open."))
            return redirect("experts:show", uid)
    return _sheet_page(
        request, sheet(request.viewer, question), measure_of(question, request.company), None, form
    )
