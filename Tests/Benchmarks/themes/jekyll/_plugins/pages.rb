# The pages that Jekyll does not make by itself: numbered lists, topics, timelines, feeds.
module Bench
  SIZE = 20

  class Pages < Jekyll::Generator
    def generate(site)
      @site = site
      articles = site.posts.docs.sort_by(&:date).reverse
      @labels = site.data["topics"]
      topics = articles.flat_map { |article| article.data["tags"] }.uniq.sort
      filed = topics.to_h { |topic| [topic, articles.select { |article| article.data["tags"].include?(topic) }] }
      beside(filed)
      cards = filed.map { |topic, list| {"id" => topic, "label" => @labels[topic], "count" => list.size, "latest" => list.first} }
      list("", "home", articles, "title" => site.config["title"], "topics" => cards)
      page("tags/", "index.html", "tags", "title" => "Tất cả chủ đề", "topics" => cards)
      filed.each { |topic, list| topic(topic, list) }
      timelines(articles)
    end

    private

    def beside(filed)
      filed.each do |topic, list|
        list.each_with_index do |article, place|
          (article.data["beside"] ||= []) << {
            "id" => topic, "label" => @labels[topic], "newer" => place > 0 ? list[place - 1] : nil, "older" => list[place + 1]
          }
        end
      end
    end

    def topic(topic, articles)
      home = "tags/#{topic}/"
      label = @labels[topic]
      list(home, "tag", articles, "title" => label, "topic" => topic, "count" => articles.size)
      years = articles.group_by { |article| article.date.year }.map { |year, list| {"year" => year, "entries" => list} }
      short = years.map { |year| year.merge("entries" => year["entries"].first(SIZE)) }
      page("#{home}timeline/", "index.html", "tag-timeline", "title" => "#{label}: dòng thời gian", "years" => short)
      years.select { |year| year["entries"].size > SIZE }.each do |year|
        page("#{home}timeline/#{year["year"]}/", "index.html", "tag-timeline", "title" => "#{label}: dòng thời gian", "years" => [year])
      end
    end

    # The list's own address, its numbered pages, and its feed.
    def list(home, layout, articles, data)
      newest = SIZE + articles.size % SIZE # as digest counts: numbered pages are full
      pages = [articles.first(newest), *articles.drop(newest).each_slice(SIZE)]
      address = ->(number) { number == 1 ? "/#{home}" : "/#{home}page/#{number}/" }
      pages.each.with_index(1) do |members, number|
        page(address.(number).delete_prefix("/"), "index.html", layout, data.merge(
          "articles" => members, "number" => number, "feed" => "/#{home}feed.xml",
          "newer" => number > 1 ? address.(number - 1) : nil, "older" => number < pages.size ? address.(number + 1) : nil))
      end
      page(home, "feed.xml", "feed", data.merge("articles" => articles.first(SIZE)))
    end

    def timelines(articles)
      years = articles.group_by { |article| article.date.year }
      overview = years.map do |year, list|
        months = list.group_by { |article| article.date.strftime("%m") }
        page("timeline/#{year}/", "index.html", "period", "title" => "Dòng thời gian năm #{year}",
          "months" => months.map { |month, entries| {"title" => "Tháng #{month}", "entries" => entries.first(SIZE)} })
        months.each do |month, entries|
          page("timeline/#{year}/#{month}/", "index.html", "period", "title" => "Tháng #{month}/#{year}",
            "months" => [{"title" => "", "entries" => entries}])
        end
        {"year" => year, "months" => months.map { |month, entries| {"month" => month, "count" => entries.size} }}
      end
      page("timeline/", "index.html", "timeline", "title" => "Dòng thời gian", "years" => overview, "recent" => articles.first(15))
    end

    def page(folder, name, layout, data)
      page = Jekyll::PageWithoutAFile.new(@site, @site.source, folder, name)
      page.data.merge!(data, "layout" => layout)
      @site.pages << page
    end
  end
end
