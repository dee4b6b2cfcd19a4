from django.urls import path

from quotamesh.plan.paradigms.views import lines, milestones, process, tree

app_name = "paradigms"
LINE = "<uuid:uid>/<int:year>/"
urlpatterns = [
    path("", lines.lines, name="lines"),
    path(LINE, tree.tree, name="tree"),
    path(f"{LINE}fit/", lines.fit, name="fit"),
    path(f"{LINE}undo/", tree.undo, name="undo"),
    path(f"{LINE}refill/", tree.refill, name="refill"),
    path(f"{LINE}nodes/<slug:key>/", tree.node, name="node"),
    path(f"{LINE}nodes/<slug:key>/add/", tree.add, name="add"),
    path(f"{LINE}nodes/<slug:key>/remove/", tree.remove, name="remove"),
    path(f"{LINE}targets/", process.targets, name="targets"),
    path(f"{LINE}targets/place/", process.place, {"from_targets": True}, name="place"),
    path(f"{LINE}targets/take-back/", process.take_back_placed, {"from_targets": True}, name="take_back"),
    path(f"{LINE}milestones/", milestones.milestones, name="milestones"),
]
