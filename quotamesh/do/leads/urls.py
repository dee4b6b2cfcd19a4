from django.urls import path

from quotamesh.do.leads.views import convert, lead, lists, new, public, rebates, rules, sources

app_name = "leads"
urlpatterns = [
    path("", lists.show, name="list"),
    path("new/", new.new, name="new"),
    path("form/<str:token>/", public.form, name="form"),
    path("form/<str:token>/thanks/", public.thanks, name="thanks"),
    path("sources/", sources.show, name="sources"),
    path("sources/new/", sources.new, name="new_source"),
    path("sources/<uuid:uid>/", sources.source, name="source"),
    path("sources/<uuid:uid>/costs/", sources.add_cost, name="add_cost"),
    path("sources/<uuid:uid>/form/", sources.set_form, name="set_form"),
    path("costs/<uuid:uid>/remove/", sources.remove_cost, name="remove_cost"),
    path("rules/", rules.show, name="rules"),
    path("rules/new/", rules.new, name="new_rule"),
    path("rules/people/", rules.people, name="people"),
    path("rules/office/", rules.office, name="office"),
    path("rules/<uuid:uid>/", rules.rule, name="rule"),
    path("rules/<uuid:uid>/move/", rules.move, name="move_rule"),
    path("rules/<uuid:uid>/remove/", rules.remove, name="remove_rule"),
    path("rebates/", rebates.show, name="rebates"),
    path("rebates/<uuid:uid>/decide/", rebates.decide, name="decide_rebate"),
    path("rebates/<uuid:uid>/pay/", rebates.pay, name="pay_rebate"),
    path("<uuid:uid>/", lead.lead, name="lead"),
    path("<uuid:uid>/edit/", lead.edit, name="edit"),
    path("<uuid:uid>/give/", lead.give, name="give"),
    path("<uuid:uid>/close/", lead.close, name="close"),
    path("<uuid:uid>/convert/", convert.show, name="convert"),
    path("<uuid:uid>/referral/", rebates.referral, name="referral"),
    path("<uuid:uid>/take-up/", lead.take_up, name="take_up"),
    path("<uuid:uid>/merge/", lead.merge, name="merge"),
    path("<uuid:uid>/unmerge/", lead.unmerge, name="unmerge"),
]
