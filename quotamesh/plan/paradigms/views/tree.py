"""The driver tree of a line: what it gives, what a target needs, and what changes with another value."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from quotamesh.base.shell.formats import short_money, symbol
from quotamesh.base.shell.notices import done
from quotamesh.kernel.amount_text import NotAnAmount
from quotamesh.kernel.drivers_solve import whole
from quotamesh.plan.paradigms import actions
from quotamesh.plan.paradigms.drawing import Drawing, slots
from quotamesh.plan.paradigms.finding import find, find_line, find_node, refuse_reader
from quotamesh.plan.paradigms.forms import AddForm, NodeForm
from quotamesh.plan.paradigms.models import LineParadigm
from quotamesh.plan.paradigms.patterns import name_of
from quotamesh.plan.paradigms.queries import Solution, line_of, plan_among, plans_of, solution_of, wanted_of
from quotamesh.plan.paradigms.trees import Nodes, TreeNode, driver_tree, free_key, read
from quotamesh.plan.paradigms.values import needed_shown, plain, read_value, shown, typed
from quotamesh.plan.paradigms.views.answers import frame, page, seen_of, verb
from quotamesh.plan.paradigms.wording import WORDED, sentence


@require_GET
@page
def tree(request, uid, year):
    line = line_of(request.viewer, uid, year)
    if line is None:
        find(request.viewer, uid, year)
        return redirect("paradigms:fit", uid, year)
    nodes = read(line.nodes)
    plan = plan_among(plans_of(year))
    tried, values, errors = _tried(request, nodes)
    target, target_text, target_error = _target(request, plan, line)
    driver = request.GET.get("driver") if request.GET.get("driver") in nodes else line.driver
    solution = solution_of(nodes, driver, target, values)
    below = driver_tree(nodes).below("revenue")
    context = frame(request, line, "tree") | {
        "headline": headline(request.company.currency, nodes, solution, target, driver),
        "drawing": Drawing(nodes, solution, request.company.currency),
        "trouble": solution.trouble and sentence(solution.trouble, request.company.currency, nodes),
        "missing": getattr(solution.trouble, "node", "") if solution.trouble else "",
        "slots": slots(nodes, tried, errors, request.company),
        "target_text": target_text,
        "target_error": target_error,
        "plan": plan,
        "trying": bool(values),
        "driver": driver,
        "driver_name": name_of(nodes[driver]),
        "drivers": [(key, name_of(node)) for key, node in nodes.items() if key in below and key != "revenue"],
    }
    return render(request, "paradigms/tree.html", context)


def _tried(request, nodes: Nodes) -> tuple[dict[str, str], dict[str, float], dict[str, str]]:
    """What was typed into the fields, the values that differ from the tree's, and what is wrong with others."""
    texts, values, errors = {}, {}, {}
    for key, node in nodes.items():
        text = request.GET.get(f"set-{key}", "").replace("\x00", "")
        if not text.strip() or not node.is_leaf:
            continue
        texts[key] = text
        try:
            value = read_value(text, node.unit, request.company)
            if value < 0:
                raise NotAnAmount(text, "negative")
        except NotAnAmount:
            errors[key] = _("“%(text)s” is not a value here.") % {"text": text}
        else:
            if text != typed(node, node.value, request.company):
                values[key] = value
    return texts, values, errors


def _target(request, plan, line: LineParadigm) -> tuple[float | None, str, str]:
    """The revenue asked for in the address, or else by the plan: amount, as typed, and what is wrong with it."""
    top = read(line.nodes)["revenue"]
    text = request.GET.get("target", "").replace("\x00", "")
    if text.strip():
        try:
            value = read_value(text, "money", request.company)
        except NotAnAmount:
            return None, text, _("“%(text)s” is not an amount.") % {"text": text}
        return (value, text, "") if value >= 0 else (None, text, _("A target is not below zero."))
    wanted = wanted_of(plan, line.product)
    return (None if wanted is None else float(wanted)), typed(top, wanted, request.company), ""


def headline(currency: str, nodes: Nodes, solution: Solution, target: float | None, driver: str) -> str:
    """What the target needs of the driver, and what the driver is today."""
    if target is None:
        top = solution.today.get("revenue")
        if top is None:
            return _("No target and no values yet: enter what is known of the drivers.")
        return _("As it stands, the tree gives %(amount)s; no plan asks for anything yet.") % {
            "amount": _money(top, currency)
        }
    values = {"target": _money(target, currency)}
    if solution.trouble:
        return _("What %(target)s needs cannot be said yet.") % values
    counts = [
        _("%(count)s %(name)s")
        % {"count": plain(float(whole(solution.needed[key]))), "name": name_of(nodes[key])}
        for key in solution.way
        if key != driver and nodes[key].unit == "count" and key in solution.needed
    ]
    node = nodes[driver]
    values |= {
        "counts": _(", ").join(counts[-2:]),
        "driver": name_of(node),
        "needed": needed_shown(node, solution.needed[driver], currency),
        "today": shown(node, solution.today.get(driver), currency),
    }
    known = solution.today.get(driver) is not None
    if counts and known:
        return _("%(target)s needs %(counts)s; %(driver)s: %(needed)s, today %(today)s.") % values
    if counts:
        return _("%(target)s needs %(counts)s; %(driver)s: %(needed)s.") % values
    if known:
        return _("%(target)s needs %(driver)s: %(needed)s, today %(today)s.") % values
    return _("%(target)s needs %(driver)s: %(needed)s.") % values


def _money(amount: float, currency: str) -> str:
    return symbol(currency) + short_money(round(amount), currency)


@require_http_methods(["GET", "POST"])
@page
def node(request, uid, year, key):
    """One node: what it is, where it comes from; the form that changes it, and the one that adds a driver."""
    line = find_line(request.viewer, uid, year)
    refuse_reader(request.viewer)
    nodes = find_node(line, key)
    chosen = nodes[key]
    form = NodeForm(
        request.POST if request.method == "POST" else None,
        node=chosen,
        company=request.company,
        initial=_initial(request, chosen),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_node(request.actor, line, key, seen=seen_of(request), **form.changes())
        except WORDED as error:
            form.add_error(None, sentence(error, request.company.currency, nodes))
        else:
            return _told(request, line, _("The tree is changed."))
    return _node_page(request, line, nodes, key, form, AddForm(company=request.company))


def _node_page(request, line, nodes: Nodes, key: str, form, add):
    context = frame(request, line, "tree") | {
        "node": nodes[key],
        "name": name_of(nodes[key]),
        "form": form,
        "add": add,
        "adds": nodes[key].kind != "ratio",
        "drivers": [name_of(nodes[each]) for each in nodes[key].drivers],
    }
    return render(request, "paradigms/node.html", context, status=422 if form.errors or add.errors else 200)


def _initial(request, node: TreeNode) -> dict:
    return {
        "name": name_of(node),
        "kind": node.kind,
        "value": typed(node, node.value, request.company),
        "note": node.origin.get("note", ""),
        "indicator": node.indicator,
        "bearer": node.bearer,
    }


@verb
def add(request, uid, year, key):
    line = find_line(request.viewer, uid, year)
    refuse_reader(request.viewer)
    nodes = find_node(line, key)
    form = AddForm(request.POST, company=request.company)
    if form.is_valid():
        values = form.cleaned_data
        origin = {"from": "typed", "by": request.actor.name} if values["value"] is not None else {}
        fresh = TreeNode(
            free_key(nodes), unit=values["unit"], name=values["name"], value=values["value"], origin=origin
        )
        actions.add_node(request.actor, line, key, fresh, seen=seen_of(request))
        return _told(request, line, _("“%(name)s” is added.") % {"name": fresh.name})
    first = NodeForm(node=nodes[key], company=request.company, initial=_initial(request, nodes[key]))
    return _node_page(request, line, nodes, key, first, form)


@verb
def remove(request, uid, year, key):
    line = find_line(request.viewer, uid, year)
    refuse_reader(request.viewer)
    name = name_of(find_node(line, key)[key])
    actions.remove_node(request.actor, line, key, seen=seen_of(request))
    return _told(request, line, _("“%(name)s” is gone from the tree.") % {"name": name})


@verb
def refill(request, uid, year):
    line = find_line(request.viewer, uid, year)
    refuse_reader(request.viewer)
    actions.refill(request.actor, line, request.today)
    return _told(request, line, _("The values are taken from the past anew; typed ones stay."))


@verb
def undo(request, uid, year):
    line = find_line(request.viewer, uid, year)
    refuse_reader(request.viewer)
    actions.undo_line(request.actor, line)
    done(request, _("Taken back."))
    return redirect("paradigms:tree", uid, year)


def _told(request, line: LineParadigm, text: str):
    address = (line.product.uid, line.fiscal_year)
    done(request, text, undo=reverse("paradigms:undo", args=address))
    return redirect("paradigms:tree", *address)
