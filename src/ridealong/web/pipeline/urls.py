"""The addresses of the pipeline: each of its rooms has its own."""

from django.urls import URLPattern, URLResolver, include, path

from ridealong.web.pipeline.deals import urls as deals
from ridealong.web.pipeline.frameworks import urls as frameworks
from ridealong.web.pipeline.incoming import urls as incoming
from ridealong.web.pipeline.plans import urls as plans
from ridealong.web.pipeline.shapes import urls as shapes

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(deals)),
    path("", include(frameworks)),
    path("", include(incoming)),
    path("", include(plans)),
    path("", include(shapes)),
]
