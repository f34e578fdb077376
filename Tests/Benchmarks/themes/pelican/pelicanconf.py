import json
from pathlib import Path

HERE = Path(__file__).resolve().parent
SITENAME = "Bản tin an ninh mạng"
SITESUBTITLE = "Tin về tội phạm trên không gian mạng và hợp tác quốc tế"
SITEURL = FEED_DOMAIN = "https://bench.example.org"
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
PATH = "content"
ARTICLE_PATHS, PAGE_PATHS, STATIC_PATHS = ["articles"], ["pages"], []
THEME = str(HERE / "theme")
THEME_STATIC_DIR = "assets"
PLUGIN_PATHS, PLUGINS = [str(HERE / "plugins")], ["beside"]
TOPICS = json.loads((HERE / "topics.json").read_text(encoding="utf-8"))
JINJA_FILTERS = {"from_json": json.loads}

ARTICLE_URL = "{date:%Y}/{date:%m}/{slug}/"
TAG_URL = "tags/{slug}/"
ARTICLE_SAVE_AS, TAG_SAVE_AS = ARTICLE_URL + "index.html", TAG_URL + "index.html"
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = ""
YEAR_ARCHIVE_URL, MONTH_ARCHIVE_URL = "timeline/{date:%Y}/", "timeline/{date:%Y}/{date:%m}/"
YEAR_ARCHIVE_SAVE_AS, MONTH_ARCHIVE_SAVE_AS = YEAR_ARCHIVE_URL + "index.html", MONTH_ARCHIVE_URL + "index.html"
DIRECT_TEMPLATES = ["index", "tags", "archives", "404", "sitemap", "robots"]
TAGS_SAVE_AS, ARCHIVES_SAVE_AS = "tags/index.html", "timeline/index.html"
SITEMAP_SAVE_AS, ROBOTS_SAVE_AS = "sitemap.xml", "robots.txt"
DEFAULT_PAGINATION = 20
# digest's list pages hold 20 articles and the newest one up to 39: with this, topics get as many pages.
PAGINATED_TEMPLATES = {"index": None, "tag": 27}
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)
FEED_ALL_ATOM, TAG_FEED_ATOM, FEED_MAX_ITEMS = "feed.xml", "tags/{slug}/feed.xml", 20
FEED_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
