"""False friends: words that alone are no name, and places that a company's name is not shortened to.

Levelled as ``folded()`` does it. A name that is one of the common words is looked for only together
with its legal form (“Energia S.p.A.”). Pure.
"""

_ITALIAN = """
accademia accordo acqua agenzia alba ambiente amministrazione anello area aria arte associazione
aurora autorita avvenire azienda base batteria batterie brevetto caffe cantiere capitale carbonio
casa castello catena centrale centro cerchio citta collegio comitato commercio commissione compagnia
comune confine consiglio consorzio contea corridoio costa cultura dati delegazione delta digitale
dipartimento direzione distretto domani dragone eccellenza economia edificio elettrica elettronica
energia energie ente est europa fabbrica famiglia fenice fibra fiera filiera fiume fondazione fonte
forum forza fronte futura futuro galleria governo gruppo idea impianto impresa imprese incontro
industria industrie innovazione intelligenza istituto italia laboratorio lago leone libera linea
litio locale luce luna mare materiali meccanica memoria mercato meta ministero moda mondiale mondo
montagna mostra municipio museo nave nazionale nord nova nuova nuove nuovi nuovo occidente onda
opera oriente orizzonte oro ovest pace paese palazzo parco partito pianeta piano piattaforma
politecnico polo ponte popolo porta porto presidente prima primavera primo produzione progetto
programma progressi progresso provincia qualita rame regione rete ricerca risorsa risorse salute
scienza scuola secolo segretario sindaco sistema societa sole sorgente stabilimento stato stella
storia strada sud sviluppo tecnica tecnologia tempo terra tesoro torre tour unica unico unione unita
universita universo valle vento verde via viaggio visione vita vitale vittoria zona
"""
_ENGLISH = """
academy advanced agency alliance alpha apex apple association base battery belt bridge carbon center
centre century chain china city coast coffee company council country county creative crown data
delta design digital district dragon dream eagle earth east eastern electric electronics elite
energy enterprise europe express factory fashion fiber fibre first focus force forum foundation
fusion future galaxy gate global gold golden grand great green grid group harbor harbour high home
horizon hub idea industry innovation institute international island key laboratory lake leader life
light link lion lithium lotus market master material materials matrix mechanics media meta metal
modern moon mountain museum national nature network new next north northern nova ocean office open
optics orient origin pacific palace park peak phoenix pioneer planet plant port power premier prime
progress project province quality region research river royal school science sea silk silver smart
solar south southern spark spring star state station steel stream summit sun system target tech
technology textile time tower trade union united unity universe university urban valley victory
vision vital wave west western wind world zone
"""
_CHINESE = """
中国 中心 中央 产业 企业 信息 公司 创新 制造 动力 区域 协会 发展 合作 园区 国家 国际
基地 大学 学院 工业 工厂 市场 平台 开发 开发区 技术 投资 政府 教育 文化 新能源 未来 材料
汽车 物流 电子 电池 研究 研究院 科学 科技 经济 能源 设备 贸易 资本 资源 金融 集团 高新区
"""
_LATIN_PLACES = """
anhui asia beijing cambridge changshu changzhou chengdu china chongqing cina dalian europa europe
france fujian gansu germany guangdong guangxi guangzhou guizhou hainan hangzhou hebei hefei
heilongjiang henan hongkong hubei hunan italia italy japan jiangsu jiangxi jilin kunshan liaoning
london macau milano nanjing nantong ningbo pechino putuo qingdao qinghai roma shaanxi shandong
shanghai shanxi shaoxing shenzhen sichuan singapore suzhou taiwan taizhou tianjin tibet torino
wenzhou wuhan wuxi xiamen xian xinjiang yancheng yangzhou yunnan zhejiang zhenjiang
"""
_HAN_PLACES = """
上海 中国 云南 北京 南京 南通 台湾 合肥 吉林 嘉兴 四川 天津 宁波 宁夏 安徽 山东 山西
常州 常熟 广东 广州 广西 成都 扬州 新疆 无锡 昆山 普陀 杭州 武汉 江苏 江西 河北 河南
泰州 浙江 海南 深圳 温州 湖北 湖南 湖州 甘肃 盐城 福建 绍兴 苏州 西藏 贵州 辽宁 重庆
镇江 陕西 青岛 青海 香港 澳门 黑龙江
"""

COMMON_WORDS = frozenset(f"{_ITALIAN} {_ENGLISH} {_CHINESE}".split())
PLACE_NAMES = frozenset(f"{_LATIN_PLACES} {_HAN_PLACES}".split()) | {"hong kong", "new york"}
