"""Static files under names that carry their content, also where one script imports another."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

# Its scripts are not ours to serve, and import what is not there.
UNUSED = "django_htmx/"


class Assets(CompressedManifestStaticFilesStorage):
    # Otherwise « import "./app.js" » loads a second copy of a script whose page already has the hashed one, and its
    # guard against double submission would then refuse every submission.
    support_js_module_import_aggregation = True

    def post_process(self, paths, **options):
        used = {name: found for name, found in paths.items() if not name.startswith(UNUSED)}
        return super().post_process(used, **options)
