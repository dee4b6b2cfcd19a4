"""`{% load shell %}`: the components. Charts are in `{% load charts %}`, figures in `{% load formats %}`."""

from django import template
from django.template.loader import render_to_string
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from .. import cells, charts, notices, places, tables
from .. import way as ways
from ..states import state_badge

register = template.Library()

register.simple_tag(state_badge, name="state")


@register.simple_tag
def icon(name, size=""):
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#{}"></use></svg>',
        f" icon-{size}" if size else "",
        static("shell/icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def repeat_block(context, name):
    """A block's content a second time: the page's title is its heading too."""
    return context.render_context[BLOCK_CONTEXT_KEY].get_block(name).render(context)


@register.simple_tag
def side_navigation(nav):
    return places.at_the_side(nav or ())


@register.simple_tag
def bottom_bar(nav):
    return places.at_the_thumb(nav or ())


@register.inclusion_tag("shell/components/way.html", takes_context=True)
def way(context, code, year):
    """The step before and the next one, for a page that is a step of a way."""
    return {"way": ways.find(context["request"].viewer, code, int(year))}


@register.inclusion_tag("shell/components/toasts.html")
def toasts(messages):
    return {"toasts": [(message, notices.undo_address(message)) for message in messages or ()]}


@register.inclusion_tag("shell/components/figure.html")
def figure(label, value, unit="", **more):
    """more: state, word, note, url, spark (values), spark_label, definition."""
    if more.get("spark"):
        drawing = charts.sparkline(more["spark"], str(more.get("spark_label") or label))
        more["drawing"] = mark_safe(drawing)  # noqa: S308 (built and escaped in charts)
    return {"label": label, "value": value, "unit": unit, **more}


@register.inclusion_tag("shell/components/definition.html")
def definition(definition):
    return {"definition": definition}


@register.inclusion_tag("shell/components/table.html", takes_context=True)
def data_table(context, table, empty_text="", empty_url="", empty_label=""):
    return {
        "table": table,
        "heads": [_head(context.get("request"), table, column) for column in table.columns],
        "body": cells.body(table),
        "foot": cells.foot(table) if table.totals else [],
        "empty_text": empty_text,
        "empty_url": empty_url,
        "empty_label": empty_label,
    }


def _head(request, table, column):
    query = request.GET.copy() if request else None
    if query is not None:
        query.pop("page", None)
        query["sort"] = tables.next_order(column, table.order)
    return {
        "column": column,
        "direction": tables.direction(column, table.order),
        "address": f"?{query.urlencode()}" if column.sort and query is not None else "",
    }


@register.inclusion_tag("shell/components/empty.html")
def empty(title, text="", url="", label="", icon_name="inbox"):
    return {"title": title, "text": text, "url": url, "label": label, "icon_name": icon_name}


@register.inclusion_tag("shell/components/field.html")
def field(bound, label=""):
    return {"field": bound, "label": label or bound.label}


@register.inclusion_tag("shell/components/steps.html")
def steps(items, current):
    """`current` counts from 1; items before it with an address can be gone back to."""
    return {"items": [(index, item) for index, item in enumerate(items, 1)], "current": current}


@register.inclusion_tag("shell/components/tabs.html")
def tabs(items, label):
    return {"items": items, "label": label}


@register.inclusion_tag("shell/components/path.html")
def path(items):
    return {"items": items}


@register.inclusion_tag("shell/components/progress.html")
def progress(label, done, total=100, detail="", cancel_url=""):
    return {
        "label": label,
        "done": done,
        "total": total,
        "share": done / total if total else None,
        "detail": detail,
        "cancel_url": cancel_url,
    }


@register.inclusion_tag("shell/components/pagination.html", takes_context=True)
def pagination(context, page):
    return {"page": page, "request": context.get("request")}


@register.inclusion_tag("shell/components/file_drop.html")
def file_drop(name, label, accept="", help_text="", multiple=False):
    return {"name": name, "label": label, "accept": accept, "help_text": help_text, "multiple": multiple}


@register.inclusion_tag("shell/components/key_hints.html")
def key_hints(pairs):
    return {"pairs": pairs}


@register.simple_block_tag
def notice(content, kind="plain", title=""):
    return render_to_string(
        "shell/components/notice.html", {"content": content, "kind": kind, "title": title}
    )


@register.simple_block_tag
def dialog(content, ident, title):
    return render_to_string(
        "shell/components/dialog.html", {"content": content, "ident": ident, "title": title}
    )


@register.simple_block_tag
def menu(content, ident, label, icon_name="chevron-down", plain=False, bare=False):
    """`plain` has no frame, `bare` shows the icon only and leaves the label to screen readers."""
    return render_to_string(
        "shell/components/menu.html",
        {
            "content": content,
            "ident": ident,
            "label": label,
            "icon_name": icon_name,
            "plain": plain,
            "bare": bare,
        },
    )


@register.simple_block_tag(takes_context=True)
def toolbar(context, content, label, table=""):
    """Filters that apply with the address; `table` names the table that a search box narrows at once."""
    request = context.get("request")
    order = request.GET.get("sort", "") if request else ""
    return render_to_string(
        "shell/components/toolbar.html", {"content": content, "label": label, "table": table, "order": order}
    )
