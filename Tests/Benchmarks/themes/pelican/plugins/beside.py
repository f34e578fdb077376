"""The articles before and after each one, in the site and in each of its topics."""

from pelican import signals


def set_neighbours(generator):
    for newer, article, older in triples(generator.articles):
        article.newer, article.older, article.beside = newer, older, []
    for tag, articles in generator.tags.items():
        for newer, article, older in triples(articles):
            article.beside.append((tag, newer, older))


def triples(articles):
    return zip([None, *articles[:-1]], articles, [*articles[1:], None])


def register():
    signals.article_generator_finalized.connect(set_neighbours)
