from django.urls import path

from quotamesh.do.pipeline.views import board, deal, edit, flows, handing, insight, lists, losses, moves

app_name = "pipeline"
urlpatterns = [
    path("", board.show, name="board"),
    path("list/", lists.show, name="list"),
    path("insight/", insight.show, name="insight"),
    path("add/", edit.add, name="add"),
    path("hand-over/", handing.hand_over, name="hand_over"),
    path("losses/", losses.show, name="losses"),
    path("flows/", flows.show, name="flows"),
    path("flows/new/", flows.make, name="flow_new"),
    path("flows/<uuid:uid>/", flows.flow, name="flow"),
    path("<uuid:uid>/", deal.show, name="deal"),
    path("<uuid:uid>/edit/", edit.edit, name="edit"),
    path("<uuid:uid>/move/", moves.move, name="move"),
    path("<uuid:uid>/reopen/", moves.reopen, name="reopen"),
    path("<uuid:uid>/remove/", moves.remove, name="remove"),
    path("<uuid:uid>/gate/<uuid:item>/", moves.answer, name="answer"),
    path("<uuid:uid>/gate/<uuid:item>/file/", moves.download, name="file"),
]
