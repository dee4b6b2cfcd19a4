from django.urls import path

from quotamesh.plan.salesplans.views import filed, index, plan, resources, week

app_name = "salesplans"
urlpatterns = [
    path("", index.index, name="index"),
    path("new/", index.create, name="create"),
    path("filed/", filed.table, name="filed"),
    path("resources/", resources.resources, name="resources"),
    path("resources/desks/", resources.desk_list, name="desks"),
    path("resources/<uuid:resource>/answer/", resources.answer, name="answer"),
    path("<uuid:uid>/", plan.show, name="plan"),
    path("<uuid:uid>/save/", plan.save, name="save"),
    path("<uuid:uid>/fill/", plan.fill, name="fill"),
    path("<uuid:uid>/weeks/", plan.weeks, name="weeks"),
    path("<uuid:uid>/week/<str:day>/", week.show, name="week"),
    path("<uuid:uid>/week/<str:day>/copy/", week.copy, name="copy_week"),
    path("<uuid:uid>/submit/", plan.submit, name="submit"),
    path("<uuid:uid>/version/", plan.version, name="version"),
    path("<uuid:uid>/accounts/", plan.add_account, name="add_account"),
    path("<uuid:uid>/accounts/<uuid:account>/remove/", plan.remove_account, name="remove_account"),
    path("<uuid:uid>/resources/", plan.want, name="want"),
    path("<uuid:uid>/resources/<uuid:resource>/withdraw/", plan.unwant, name="unwant"),
    path("<uuid:uid>/special/", plan.special, name="special"),
]
