"""Forms of projects."""

from datetime import date

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.models import Person, Role, Tenure
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.paths import ancestor_ids
from quotamesh.base.store.validity import valid_on
from quotamesh.plan.projects.models import Project, Review, Stakeholder

DAY = forms.DateInput(attrs={"type": "date"})
SERVING = (Role.SDR, Role.BD, Role.PRESALES)
LEADING = (Role.LEADER, Role.DIRECTOR)
INFLUENCE = ((5, _("5 · decides")), (4, "4"), (3, "3"), (2, "2"), (1, _("1 · hardly any")))


class RolesForm(forms.Form):
    """The three roles; one person may bear all."""

    pmo = forms.ModelChoiceField(
        None, label=_("Project office"), required=False, to_field_name="code", empty_label="–"
    )
    commercial = forms.ModelChoiceField(
        None, label=_("Commercial"), required=False, to_field_name="code", empty_label="–"
    )
    solution = forms.ModelChoiceField(
        None, label=_("Solution"), required=False, to_field_name="code", empty_label="–"
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.queryset = people


class StakeholderForm(forms.Form):
    """Somebody with a say: from the contacts, or by name."""

    contact = forms.ModelChoiceField(
        None, label=_("Contact"), required=False, to_field_name="uid",
        help_text=_("Somebody who is no contact yet is named below."),
    )  # fmt: skip
    name = forms.CharField(label=_("Name"), max_length=100, required=False)
    title = forms.CharField(label=_("Title"), max_length=100, required=False)
    influence = forms.TypedChoiceField(label=_("Influence"), choices=INFLUENCE, coerce=int, initial=3)
    attitude = forms.TypedChoiceField(
        label=_("Attitude"), choices=Stakeholder.Attitude.choices, coerce=int, initial=0
    )
    relation = forms.TypedChoiceField(
        label=_("Relation to us"), choices=Stakeholder.Relation.choices, coerce=int, initial=0
    )
    listens_to = forms.ModelChoiceField(
        None, label=_("Listens to"), required=False, to_field_name="uid", empty_label="–"
    )
    owner = forms.ModelChoiceField(
        None, label=_("Looked after by"), required=False, to_field_name="code", empty_label="–"
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args, project: Project, people, but: Stakeholder | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        customer = project.opportunity.customer
        others = project.stakeholders.exclude(pk=but.pk if but else None)
        self.fields["contact"].queryset = customer.contacts.all() if customer else Stakeholder.objects.none()
        self.fields["listens_to"].queryset = others
        self.fields["owner"].queryset = people

    def clean(self):
        values = super().clean()
        contact = values.get("contact")
        if contact and not values.get("name"):
            values["name"] = contact.name
        if contact and not values.get("title"):
            values["title"] = contact.title
        if not values.get("name"):
            self.add_error("name", _("Choose a contact, or give a name."))
        return values


class ReviewForm(forms.Form):
    """What a stage review decided."""

    step = forms.ModelChoiceField(
        None, label=_("Milestone"), required=False, to_field_name="uid", empty_label="–"
    )
    held_on = forms.DateField(label=_("Held on"), widget=DAY)
    decision = forms.ChoiceField(label=_("Decision"), choices=Review.Decision.choices)
    words = forms.CharField(
        label=_("Reasons and conditions"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    present = forms.CharField(label=_("Present"), max_length=300, required=False)

    def __init__(self, *args, project: Project, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["step"].queryset = project.steps.all()


class MoveForm(forms.Form):
    """Another day for a milestone, with the reason."""

    due = forms.DateField(label=_("Due"), widget=DAY)
    why = forms.CharField(label=_("Why"), max_length=200)


class ReachForm(forms.Form):
    """The day a milestone was reached."""

    day = forms.DateField(label=_("Reached on"), widget=DAY)
    anyway = forms.CharField(
        label=_("Go on although something is open, because"), max_length=200, required=False
    )


def people_for(viewer: Viewer, day: date, project: Project) -> QuerySet[Person]:
    """Whom the viewer may be shown by name: who is in sight, serves everybody, leads the opportunity's line, or
    is in the project already."""
    line = ancestor_ids(project.opportunity.seat.path)
    known = Q(role__in=SERVING) | Q(role__in=LEADING, seat__parent__in=line)
    held = Tenure.objects.filter(valid_on(day))
    if not viewer.sees_all:
        held = held.filter(viewer.units("seat__") | known)
    stakeholders = project.stakeholders.values("owner_id")
    bearers = [pk for pk in (project.pmo_id, project.commercial_id, project.solution_id) if pk]
    named = Q(pk__in=held.values("person_id")) | Q(pk__in=stakeholders) | Q(pk__in=bearers)
    return Person.objects.filter(named).order_by("name", "code")
