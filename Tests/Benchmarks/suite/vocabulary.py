"""The words the benchmark's articles are made of.

A sentence is a pattern whose {slots} are filled from the tables below or, in lower case, with a number.
No table holds a phrase of a topic: an article is about a topic only because a sentence of
TOPIC_SENTENCES names it. `corpus.Corpus.check` proves it.
"""

# id, label, label in English, two more phrases
TOPICS = [
    ("ransomware", "mã độc tống tiền", "Ransomware", "phần mềm tống tiền", "tấn công tống tiền"),
    ("online-fraud", "lừa đảo trực tuyến", "Online fraud", "chiếm đoạt tài sản qua mạng", "bẫy lừa trên mạng"),
    ("deepfakes", "video giả mạo khuôn mặt", "Deepfakes", "công nghệ deepfake", "giọng nói nhân tạo"),
    ("data-protection", "bảo vệ dữ liệu cá nhân", "Data protection", "quyền riêng tư", "thông tin cá nhân bị lộ"),
    ("hanoi-convention", "Công ước Hà Nội", "Hanoi Convention", "Công ước chống tội phạm mạng", "lễ mở ký công ước"),
    ("asean-dialogue", "đối thoại ASEAN", "ASEAN dialogue", "hội nghị bộ trưởng ASEAN", "cơ chế hợp tác ASEAN"),
    ("capacity-building", "nâng cao năng lực", "Capacity building", "đào tạo chuyên gia điều tra", "chương trình tập huấn số"),
    ("technology-sovereignty", "chủ quyền công nghệ", "Technology sovereignty", "tự chủ công nghệ số", "công nghệ do Việt Nam làm chủ"),
    ("child-safety", "bảo vệ trẻ em trên mạng", "Child safety", "xâm hại trẻ em trực tuyến", "an toàn cho trẻ vị thành niên"),
    ("electronic-evidence", "chứng cứ điện tử", "Electronic evidence", "thu thập dữ liệu điện tử", "bảo quản vật chứng số"),
    ("legal-assistance", "tương trợ tư pháp", "Legal assistance", "dẫn độ tội phạm", "chuyển giao người bị kết án"),
    ("money-laundering", "rửa tiền", "Money laundering", "hợp thức hóa tiền bẩn", "dòng tiền bất hợp pháp"),
    ("cryptocurrency", "tiền mã hóa", "Cryptocurrency", "sàn giao dịch tiền ảo", "ví tài sản số"),
    ("banking", "an ninh ngân hàng", "Banking", "tài khoản ngân hàng giả", "giao dịch thẻ bất thường"),
    ("telecoms", "sim rác", "Telecoms", "cuộc gọi giả danh", "tin nhắn thương hiệu giả"),
    ("botnets", "mạng máy tính ma", "Botnets", "thiết bị nhiễm mã độc", "máy chủ điều khiển ngầm"),
    ("denial-of-service", "tấn công từ chối dịch vụ", "Denial of service", "làm nghẽn máy chủ", "lưu lượng rác khổng lồ"),
    ("espionage", "tấn công có chủ đích", "Espionage", "nhóm gián điệp mạng", "chiến dịch do thám"),
    ("infrastructure", "hạ tầng trọng yếu", "Infrastructure", "lưới điện thông minh", "mạng lưới cấp nước đô thị"),
    ("health-care", "bệnh án điện tử", "Health care", "an ninh bệnh viện số", "thiết bị y tế kết nối"),
    ("education", "an toàn học đường số", "Education", "kỹ năng số cho học sinh", "lớp học trực tuyến bị phá"),
    ("electronic-commerce", "thương mại điện tử", "Electronic commerce", "sàn bán hàng trực tuyến", "gian hàng ảo"),
    ("social-media", "mạng xã hội", "Social media", "tài khoản mạng bị chiếm", "nền tảng chia sẻ video"),
    ("disinformation", "tin giả", "Disinformation", "thông tin sai sự thật", "chiến dịch bóp méo"),
    ("artificial-intelligence", "trí tuệ nhân tạo", "Artificial intelligence", "mô hình ngôn ngữ lớn", "thuật toán học sâu"),
    ("cloud", "điện toán đám mây", "Cloud computing", "trung tâm dữ liệu", "dịch vụ lưu trữ từ xa"),
    ("connected-things", "vạn vật kết nối", "Connected things", "camera gia đình", "cảm biến thông minh"),
    ("supply-chain", "chuỗi cung ứng phần mềm", "Supply chain", "thư viện mã nguồn mở", "bản cập nhật bị cài cắm"),
    ("vulnerabilities", "lỗ hổng chưa có bản vá", "Vulnerabilities", "khai thác lỗi bảo mật", "bản vá khẩn cấp"),
    ("bug-bounties", "săn lỗi nhận thưởng", "Bug bounties", "chuyên gia mũ trắng", "thưởng cho người tìm lỗi"),
    ("cryptography", "mật mã lượng tử", "Cryptography", "mã hóa đầu cuối", "hạ tầng khóa công khai"),
    ("digital-identity", "định danh điện tử", "Digital identity", "căn cước gắn chip", "xác thực sinh trắc học"),
    ("legislation", "luật an ninh mạng", "Legislation", "nghị định xử phạt", "dự thảo luật dữ liệu"),
    ("courts", "hội đồng xét xử", "Courts", "bản án sơ thẩm", "phiên tòa phúc thẩm"),
    ("human-trafficking", "mua bán người", "Human trafficking", "lao động cưỡng bức", "khu phức hợp lừa đảo"),
    ("gambling", "đánh bạc trực tuyến", "Gambling", "cá độ bóng đá", "nhà cái xuyên biên giới"),
    ("black-markets", "chợ đen trên mạng", "Black markets", "dữ liệu rao bán", "diễn đàn tin tặc"),
    ("insurance", "bảo hiểm rủi ro mạng", "Insurance", "bồi thường sự cố số", "hợp đồng bảo hiểm số"),
    ("elections", "an ninh bầu cử", "Elections", "can thiệp bầu cử", "phần mềm kiểm phiếu"),
    ("older-people", "bảo vệ người cao tuổi", "Older people", "lừa gạt người già", "cảnh báo cho người lớn tuổi"),
]

SLOTS = {
    "AGENCY": [
        "Bộ Công an", "Bộ Ngoại giao", "Cục An toàn thông tin", "Trung tâm Giám sát quốc gia", "Công an thành phố",
        "Viện Nghiên cứu chính sách", "Hiệp hội An ninh mạng quốc gia", "Ban chỉ đạo liên ngành", "Tổ công tác 30",
        "Văn phòng Liên hợp quốc tại Hà Nội", "Cơ quan Cảnh sát điều tra", "Sở Thông tin tỉnh", "Thanh tra Chính phủ",
        "Ủy ban Tư pháp", "Cục Viễn thông", "Học viện Cảnh sát", "Đội ứng cứu khẩn cấp", "Viện Kiểm sát",
        "Ban Cơ yếu Chính phủ", "Hội Luật gia", "Trường Đại học Bách khoa", "Cơ quan thường trú tại Viên",
    ],
    "PERSON": [
        "một điều tra viên", "đại diện cơ quan chủ trì", "một luật sư theo dõi vụ việc", "trưởng đoàn đàm phán",
        "một kỹ sư vận hành", "người phát ngôn", "giám đốc một doanh nghiệp nhỏ", "một nạn nhân giấu tên",
        "chuyên gia tư vấn độc lập", "một giảng viên luật quốc tế", "phó trưởng phòng nghiệp vụ", "một nhà báo kỳ cựu",
        "quan chức phụ trách hợp tác", "một kiểm sát viên", "thành viên ban soạn thảo", "trưởng nhóm phân tích",
    ],
    "PLACE": [
        "Hà Nội", "Thành phố Hồ Chí Minh", "Đà Nẵng", "Hải Phòng", "Cần Thơ", "Huế", "Nha Trang", "Vinh", "Quảng Ninh",
        "Bắc Ninh", "Thái Nguyên", "Lào Cai", "Bình Dương", "Đồng Nai", "Đà Lạt", "Viên", "New York", "Băng Cốc",
        "Gia-các-ta", "Xinh-ga-po", "Phnôm Pênh", "Viêng Chăn", "Tô-ky-ô", "Giơ-ne-vơ",
    ],
    "GROUP": [
        "người dùng ở nông thôn", "các doanh nghiệp vừa và nhỏ", "nhóm sinh viên năm cuối", "cán bộ cấp xã",
        "người lao động xa quê", "các hộ kinh doanh", "những người mới dùng điện thoại thông minh", "nhân viên văn phòng",
        "khách hàng lâu năm", "các tổ chức xã hội", "đội ngũ kỹ thuật", "phụ huynh học sinh", "người bán hàng nhỏ lẻ",
        "các cơ quan nhà nước", "thành viên hợp tác xã", "người nộp thuế",
    ],
    "ACTION": [
        "rà soát toàn bộ quy trình", "siết chặt việc cấp quyền", "lập đường dây nóng", "công bố bộ hướng dẫn mới",
        "kiểm tra đột xuất", "phối hợp với đối tác nước ngoài", "tạm dừng dịch vụ có rủi ro", "mở chuyên án",
        "thu hồi các tên miền vi phạm", "diễn tập theo tình huống thật", "gửi khuyến cáo tới từng đơn vị",
        "thống nhất biểu mẫu báo cáo", "thay toàn bộ mật khẩu quản trị", "sao lưu dữ liệu ngoại tuyến",
        "chia sẻ dấu hiệu nhận biết", "lấy ý kiến rộng rãi", "niêm phong máy chủ", "tách riêng mạng nội bộ",
        "bổ sung nhân sự trực đêm", "ghi nhật ký truy cập đầy đủ", "đối chiếu sổ sách", "mời bên thứ ba đánh giá",
    ],
    "EVENT": [
        "một vụ xâm nhập kéo dài", "đợt gián đoạn cuối tuần", "sự cố ở khâu vận hành", "vụ rò rỉ hồ sơ",
        "chuỗi tố giác của người dân", "cuộc họp kín giữa các bên", "đợt cao điểm mua sắm", "phiên làm việc toàn thể",
        "báo cáo thường niên", "cuộc khảo sát mới nhất", "bản ghi nhớ vừa ký", "đợt kiểm tra chéo", "vụ việc tương tự năm trước",
        "khuyến nghị của nhóm công tác", "kết luận thanh tra",
    ],
    "RESULT": [
        "số tố giác giảm rõ rệt", "thời gian xử lý rút xuống còn một nửa", "nhiều hồ sơ được giải quyết dứt điểm",
        "chi phí khắc phục vẫn rất lớn", "niềm tin của khách hàng dần trở lại", "các bên chưa tìm được tiếng nói chung",
        "quy trình cũ bộc lộ nhiều kẽ hở", "việc truy vết trở nên khó hơn", "phần lớn thiệt hại được ngăn chặn",
        "mỗi đơn vị phải tự chịu trách nhiệm", "kẻ đứng sau nhanh chóng đổi cách làm", "tỷ lệ hoàn thành vượt kế hoạch",
        "nhiều người bỏ thói quen cũ", "khoảng cách giữa các địa phương thu hẹp", "dư luận đặt thêm câu hỏi",
    ],
    "REASON": [
        "nguồn lực còn mỏng", "thủ tục giữa các nước khác nhau", "người dùng ít khi đọc cảnh báo", "thiết bị đã cũ",
        "lợi nhuận quá lớn", "quy định chưa theo kịp thực tế", "việc lưu trữ phân tán", "thiếu người có kinh nghiệm",
        "áp lực tiến độ", "thông tin đến chậm", "các bên dùng biểu mẫu khác nhau", "kẻ xấu lợi dụng giờ nghỉ",
        "chi phí đầu tư ban đầu cao", "không ai nhận trách nhiệm chính", "nhật ký truy cập bị xóa",
    ],
    "OPENER": [
        "Theo đó", "Trong khi đó", "Ở chiều ngược lại", "Trước mắt", "Về lâu dài", "Trên thực tế", "Đáng chú ý",
        "Cùng thời điểm", "Từ đầu năm đến nay", "Sau nhiều vòng trao đổi", "Bên lề phiên họp", "Tính đến cuối quý",
        "Với cách làm ấy", "Dù vậy", "Cũng theo nguồn tin trên",
    ],
    "QUALITY": [
        "thận trọng", "đáng khích lệ", "chậm hơn dự kiến", "khá rõ ràng", "cần thêm thời gian", "phù hợp thực tế",
        "chưa đồng đều", "bền vững hơn", "khó đo đếm", "minh bạch hơn trước", "còn nhiều tranh luận",
    ],
    "THING": [
        "bộ tiêu chí đánh giá", "cổng tiếp nhận tố giác", "quy chế phối hợp", "bản đồ rủi ro", "kho mẫu dấu hiệu",
        "quy trình bàn giao", "danh sách đầu mối liên lạc", "mẫu biên bản chung", "lịch diễn tập", "kế hoạch dự phòng",
        "bảng theo dõi tiến độ", "sổ tay cho người mới", "thỏa thuận chia sẻ thông tin", "chế độ trực ban",
    ],
}

SENTENCES = [
    "{AGENCY} cho biết sẽ {ACTION} tại {PLACE} trước ngày {day} tháng {month}.",
    "{OPENER}, {GROUP} được đề nghị {ACTION} và {ACTION}.",
    "Theo {PERSON}, {RESULT} vì {REASON}.",
    "{OPENER}, {EVENT} cho thấy {RESULT}, nhất là khi {REASON}.",
    "Có {n} trường hợp được ghi nhận tại {PLACE}, tăng {percent} so với cùng kỳ.",
    "{PERSON_} nói kết quả bước đầu {QUALITY}, nhưng {REASON}.",
    "Sau {EVENT}, {AGENCY} quyết định {ACTION}.",
    "{OPENER}, {THING} do {AGENCY} xây dựng đã đến tay {GROUP}.",
    "Thiệt hại ước tính {n} tỷ đồng, trong đó {percent} thuộc về {GROUP}.",
    "{AGENCY} và {AGENCY} thống nhất {ACTION} trong vòng {n} ngày tới.",
    "Nhìn lại {EVENT}, {PERSON} cho rằng cách làm ở {PLACE} {QUALITY}.",
    "{OPENER}, {RESULT} sau khi {AGENCY} {ACTION}.",
    "Một phần nguyên nhân là {REASON}; phần còn lại đến từ việc {REASON}.",
    "{GROUP_} ở {PLACE} kể rằng {RESULT} chỉ sau {n} tuần.",
    "Bản dự thảo dài {n} trang dành hẳn một chương cho {THING}.",
    "{OPENER}, đoàn công tác gồm {n} người đã tới {PLACE} để {ACTION}.",
    "Không ít ý kiến nhận xét {THING} {QUALITY}, song {RESULT}.",
    "Kế hoạch gồm {n} đầu việc, bắt đầu bằng {THING} và kết thúc bằng {THING}.",
    "{PERSON_} nhắc lại {EVENT} ở {PLACE} như một bài học về {THING}.",
    "Nếu {REASON}, {AGENCY} sẽ {ACTION} thay vì chờ {EVENT}.",
    "Khoảng {percent} đơn vị được hỏi thừa nhận {REASON}.",
    "{OPENER}, {AGENCY} dành {n} tỷ đồng cho {THING}.",
]

# How a sentence names a topic.
TOPIC_SENTENCES = [
    "{AGENCY} coi {TOPIC} là việc phải làm trước khi {ACTION}.",
    "{OPENER}, {n} hồ sơ liên quan đến {TOPIC} đã được chuyển cho {AGENCY}.",
    "Nói về {TOPIC}, {PERSON} thừa nhận {REASON}.",
    "Tại {PLACE}, {TOPIC} chiếm {percent} số vụ việc trong quý.",
    "{PERSON_} xem {TOPIC} như phép thử đối với {THING}.",
    "Báo cáo dành {n} trang cho {TOPIC}, kèm khuyến nghị {ACTION}.",
    "{OPENER}, câu chuyện {TOPIC} khiến {GROUP} phải {ACTION}.",
]

TITLES = [
    "{AGENCY}: {n} ngày {ACTION}", "{PLACE}: {EVENT} và những câu hỏi", "Vì sao {RESULT}?", "{AGENCY} {ACTION} ở {PLACE}",
    "{TOPIC_}: {RESULT}", "{TOPIC_} nhìn từ {PLACE}", "Sau {EVENT}, {AGENCY} {ACTION}", "{GROUP_} và {THING}",
    "{n} việc cần làm về {TOPIC}", "{THING_}: kinh nghiệm của {PLACE}",
]

HEADINGS = [
    "Diễn biến ở {PLACE}", "Vì sao {REASON}", "{AGENCY} nói gì", "Những con số đáng chú ý", "Bước tiếp theo của {AGENCY}",
    "Bài học từ {EVENT}", "{THING_} vận hành ra sao", "Phản ứng của {GROUP}", "Khuyến nghị cho {GROUP}", "Điều còn bỏ ngỏ",
]

LIST_ITEMS = [
    "{ACTION_} trước ngày {day} tháng {month};", "**{THING_}**: {QUALITY}, theo {PERSON};", "{ACTION_} tại {PLACE};",
    "{n} lượt kiểm tra ở {PLACE}, kết quả *{QUALITY}*;", "{ACTION_} cùng {AGENCY};",
]

# {ref} is an address on the site, {url} one outside it.
LINK_SENTENCES = [
    "Bối cảnh của câu chuyện nằm trong [bài trước về việc này]({ref}).",
    "Tài liệu gốc đăng trên [trang của {AGENCY}]({url}).",
    "Bạn đọc có thể xem lại [{THING} của {AGENCY}]({ref}) để so sánh.",
    "Số liệu đầy đủ có trong [phụ lục {n}]({url}) kèm `bang-{n}.csv`.",
]

EVENTS = [
    "Hội thảo về {THING}", "Phiên họp thứ {n} của nhóm công tác", "Lễ công bố {THING}", "Diễn tập tại {PLACE}",
    "{AGENCY} {ACTION}",
]

PUBLISHERS = [
    ("Thông tấn xã", "ttx.example"), ("Báo Nhân đạo số", "nhandaoso.example"), ("UNODC", "unodc.example"),
    ("Tạp chí Luật và Mạng", "luatmang.example"), ("Bản tin Hải Vân", "haivan.example"), ("Reuters", "reuters.example"),
    ("Cổng tin An toàn", "antoan.example"), ("Viện Chính sách số", "chinhsachso.example"),
]

AUTHORS = [
    "Nguyễn Thị Minh An", "Trần Quốc Bảo", "Lê Hoàng Chi", "Phạm Đức Dũng", "Hoàng Thu Hà", "Vũ Ngọc Khánh",
    "Đặng Thùy Linh", "Bùi Gia Phúc", "Đỗ Hải Yến", "Ngô Xuân Trường",
]
