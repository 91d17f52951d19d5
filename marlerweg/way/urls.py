from django.urls import path

from marlerweg.way.views import above, inside, measures, overview, public

app_name = "way"
urlpatterns = [
    path("sagen/", public.speak, name="speak"),
    path("nachsehen/<str:secret>/", public.follow, name="follow"),
    path("ergebnisse/", public.outcomes, name="outcomes"),
    path("ergebnisse/<str:number>/", public.outcome, name="outcome"),
    path("tafel/", inside.board, name="board"),
    path("steuerung/", overview.steering, name="steering"),
    path("rat/", overview.council, name="council"),
    path("verwiesen/", above.referred, name="referred"),
    path("verwiesen/<str:number>/", above.referral, name="referral"),
    path("hinweise/neu/", inside.contribute, name="contribute"),
    path("hinweise/meine/", inside.mine, name="mine"),
    path("hinweise/<str:number>/", inside.contribution, name="contribution"),
    path("hinweise/<str:number>/einordnen/", inside.sort_contribution, name="sort"),
    path("bedarfe/neu/", inside.open_need, name="open_need"),
    path("bedarfe/<str:number>/", inside.need, name="need"),
    path("bedarfe/<str:number>/schritt/", inside.move_need, name="move_need"),
    path("bedarfe/<str:number>/beschluss/", inside.decide, name="decide"),
    path("bedarfe/<str:number>/massnahme/", measures.plan, name="plan"),
    path("bedarfe/<str:number>/pruefen/", measures.review, name="review"),
    path("massnahmen/", measures.measures, name="measures"),
    path("massnahmen/<str:number>/", measures.measure, name="measure"),
    path("wortlaut/<str:kind>/<str:number>/", inside.word, name="word"),
]
