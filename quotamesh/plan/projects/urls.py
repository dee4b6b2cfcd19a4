from django.urls import path

from quotamesh.plan.projects.views import changes, lists, project

app_name = "projects"
urlpatterns = [
    path("", lists.index, name="index"),
    path("start/", lists.start, name="start"),
    path("<uuid:uid>/", project.project, name="project"),
    path("<uuid:uid>/roles/", changes.roles, name="roles"),
    path("<uuid:uid>/stakeholders/", changes.stakeholder, name="stakeholder"),
    path("<uuid:uid>/stakeholders/<uuid:person>/", changes.one_stakeholder, name="one_stakeholder"),
    path("<uuid:uid>/stakeholders/<uuid:person>/remove/", changes.remove, name="remove"),
    path("<uuid:uid>/reviews/", changes.review, name="review"),
    path("<uuid:uid>/steps/<uuid:step>/reach/", changes.reach, name="reach"),
    path("<uuid:uid>/steps/<uuid:step>/move/", changes.move, name="move"),
    path("<uuid:uid>/steps/<uuid:step>/criteria/<int:at>/", changes.criterion, name="criterion"),
]
