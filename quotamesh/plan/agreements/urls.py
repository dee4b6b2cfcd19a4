from django.urls import path

from quotamesh.plan.agreements.views import agreement, board, check, files, talk, terms

app_name = "agreements"
urlpatterns = [
    path("", board.show, name="board"),
    path("remind/", board.remind, name="remind"),
    path("draft/", board.draft, name="draft"),
    path("check/", check.check_document, name="check"),
    path("terms/", terms.show, name="terms"),
    path("files.zip", files.bundle, name="bundle"),
    path("talks/open/", board.open_talks, name="open_talks"),
    path("talks/<uuid:uid>/", talk.show, name="talk"),
    path("talks/<uuid:uid>/accept/", talk.accept, name="accept"),
    path("talks/<uuid:uid>/offer/", talk.offer, name="offer"),
    path("talks/<uuid:uid>/dispute/", talk.dispute, name="dispute"),
    path("talks/<uuid:uid>/say/", talk.say, name="say"),
    path("talks/<uuid:uid>/apply/", talk.apply, name="apply"),
    path("talks/<uuid:uid>/agreement/", talk.make, name="make"),
    path("<uuid:uid>/", agreement.show, name="show"),
    path("<uuid:uid>/sign/", agreement.sign, name="sign"),
    path("<uuid:uid>/pdf/<str:language>/", files.pdf, name="pdf"),
]
