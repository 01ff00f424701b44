// Lists of given and family names by naming culture, put together for training. They name nobody.

export type Script = 'latin' | 'arabic' | 'ethiopic'
export type Tongue = 'en' | 'fr' | 'es' | 'ar' | 'am'

export type Culture = {
  id: string
  script: Script
  /** Languages in which workers write about these families, the most usual first. */
  tongues: Tongue[]
  girls: string[]
  boys: string[]
  /** How a family is called; where there is no family name, the grandfather's name. */
  families: string[]
  girlNicknames: string[]
  boyNicknames: string[]
  places: string[]
}

const words = (text: string): string[] => text.trim().split(/\s+/)

export const cultures: Culture[] = [
  {
    id: 'lakes',
    script: 'latin',
    tongues: ['en'],
    girls: words(`Amani Neema Zawadi Furaha Rehema Imani Faraja Upendo Salama Mwanaisha Halima Zuhura Asha Subira
      Tatu Maua Bahati Riziki Pendo Tumaini Josephine Esperance Chantal Divine Solange Mapenzi Safi Aline Odette Feza`),
    boys: words(`Baraka Juma Hamisi Bakari Jabari Kito Omari Rashidi Salehe Sefu Shabani Daudi Elia Yusufu Musa
      Pascal Dieudonne Innocent Patrice Emmanuel Heri Tumaini Amosi Kato Mugisha Ochieng Wekesa Byamungu Olivier Fiston`),
    families: words(`Mwangaza Kahindo Byamana Mutabazi Nyiraneza Kasereka Muhindo Bisimwa Namegabe Wanjara Odongo
      Akinyi Mugabeki Kalinda Rukundo Safarini Tumusime Bwire Makori Nyamweya Chirwa Mwamba Lubango Katembo Zihalira
      Barongo Isingoma Kyomukama Okello Nabintu`),
    girlNicknames: words('Nini Zuzu Mami Rere Fifi Asheli'),
    boyNicknames: words('Kaka Bobo Juju Tito Papi Fisti'),
    places: words('Mlima Ziwa Bandari Soko Daraja Msitu Kisima Shamba'),
  },
  {
    id: 'sahel',
    script: 'latin',
    tongues: ['fr'],
    girls: words(`Aïssata Fanta Mariama Kadiatou Hawa Oumou Rokia Salimata Djénéba Fatoumata Nana Ramatou Zeinabou
      Balkissa Habibatou Maïmouna Assétou Bintou Coumba Sira Awa Aminata Safiatou Nafissa Hadiza Rahila Adama Yacine
      Tenin Korotoumou`),
    boys: words(`Moussa Ibrahima Souleymane Boubacar Amadou Adama Seydou Issa Ousmane Abdoulaye Bakary Modibo Harouna
      Idrissa Mahamadou Oumarou Salifou Sidi Yaya Cheick Lassina Karim Drissa Madou Nouhou Hamidou Aliou Demba Samba
      Tidiane`),
    families: words(`Koumaré Dembara Sangaré Touraba Diakonda Sidibéla Ouédrama Sawadiga Kaborera Traorama Bagayona
      Maïgara Cisséra Diallobé Barrykana Kéliba Niambélé Zongora Ilboura Tapsira Sankarama Hamani Garbala Issoufara
      Moumounira Soumanou Djibrila Tanimoune Guindora Balima`),
    girlNicknames: words('Fati Mimi Kadi Nana Astou Ramy'),
    boyNicknames: words('Abdou Ibou Vieux Sory Bouba Papou'),
    places: words('Marigot Baobab Grand-Puits Quartier-Neuf Dune Gare Barrage Oasis'),
  },
  {
    id: 'andes',
    script: 'latin',
    tongues: ['es'],
    girls: words(`Lucía Valentina Camila Ximena Yuliana Dayana Rosaura Marisol Luz Yaneth Noelia Belén Milagros Abril
      Rocío Paola Génesis Estrella Nayeli Itzel Mía Salomé Antonia Jimena Alba Inés Pilar Maribel Flor Graciela`),
    boys: words(`Mateo Santiago Emiliano Joaquín Tomás Andrés Iker Maikel Yeison Darwin Esteban Julián Nicolás Óscar
      Rubén Wilmer Ángel Hernán Jairo Leandro Martín Ramiro Saúl Ulises Víctor Elías Fabián Gael Néstor Adrián`),
    families: words(`Quispeluna Rojascal Montealto Villasierra Peñaflor Cardonales Arismendi Barrientos Guaramato
      Zambrales Chocontá Huamanrico Tunjano Morillosa Palomares Riofrío Solarte Valdearenas Yucumani Cotrinal Bermejales
      Escalona Farfán Iturralde Lavallejo Marmolejo Nariñales Orejuela Pumarejo Sepulva`),
    girlNicknames: words('Lulú Cami Mili Luchi Nena Tita'),
    boyNicknames: words('Mati Santi Tomi Beto Chucho Nico'),
    places: words('Ladera Puente-Alto Las-Palmas El-Molino La-Loma Río-Seco San-Telmo Mirador'),
  },
  {
    id: 'delta',
    script: 'latin',
    tongues: ['en'],
    girls: words(`Rumana Shirin Nasima Rohima Tahera Jannat Sumaiya Khadeja Rubina Anwara Lipi Moyna Shapla Parul Beauty
      Ayesha Minara Yasmin Tasmin Rokeya Bibi Sanwara Noor Hasina Dilara Farida Morjina Setara Laila Kohinoor`),
    boys: words(`Rafiq Jamal Nurul Kamal Shafiq Anwar Habib Rahim Karim Selim Zubair Yunus Ayub Harun Mostafa Faisal
      Tarek Imran Sajid Rashed Monir Belal Alam Osman Ismail Khairul Nazir Rezaul Hafez Siraj`),
    families: words(`Alambari Uddinpur Miahkhan Sarkarhat Talukderi Howladar Majumpur Bhuiyandi Chowdhara Kobirati
      Morolgang Shikderi Gazipati Mondolkar Pramanika Akonduri Farazipur Laskarhati Matubbari Munshiganja Paikari
      Sardarpara Tarafdari Zamadari Dewanpur Fakirhat Khalasi Mirdahati Byaparir Golandaz`),
    girlNicknames: words('Ruma Tuli Mitu Jui Pakhi Rani'),
    boyNicknames: words('Babu Raju Tipu Khoka Sumon Shuvo'),
    places: words('Block-A Block-C Char-Nodi Boro-Bazar Bandh Khalpar Notun-Para Ghat'),
  },
  {
    id: 'levant',
    script: 'arabic',
    tongues: ['ar', 'en'],
    girls: words(`ريم سلمى نور هبة لين جنى رغد شهد تالا ميار آية دعاء إسراء رنا سارة مريم فاطمة خديجة عائشة زينب أمل
      سمر ندى ليلى هدى منى سعاد وفاء غادة رهف`),
    boys: words(`أحمد محمود خالد عمر يوسف إبراهيم كريم سامي طارق وليد حسن حسين علي زيد ماهر نادر باسل أنس عدنان
      رامي جمال فراس مازن بلال حمزة سعيد عماد قاسم هيثم ياسر`),
    families: words(`الحموري النجارين البستاني الزهراوي السهلي العمراني الكرمي الحداديني القصبي المرجاوي الساحلي
      الربيعي الشمالي الغزالني البحيري التلاوي الجبلاوي الدرويشي الريحاني الزيتوني السنديان الشعلاني الصفدان الطويلي
      العيناوي الفراتين القمري الكروان المناهل الوردان`),
    girlNicknames: words('نونو ريمو لولو سوسو دودو ميمي'),
    boyNicknames: words('حمودة سمسم زوزو كوكو بلبل ميدو'),
    places: words('الزيتون النهر السوق القلعة البيدر العين التل البستان'),
  },
  {
    id: 'nile',
    script: 'arabic',
    tongues: ['ar'],
    girls: words(`إخلاص سوسن رحاب تهاني نجلاء عفاف إيمان رقية سمية حنان أسماء هاجر صفاء ابتسام منال سلوى زهراء أميرة
      نهى شيماء بتول تسنيم ملاذ رؤى آلاء نسرين عبير فدوى رجاء بدور`),
    boys: words(`عثمان الطيب آدم موسى إسماعيل عبدالله مصطفى صلاح معتز أيمن الصادق بشير تاج جعفر حامد داود زكريا سليمان
      عوض فتحي كمال مبارك نصر هاشم يعقوب إدريس بابكر حماد ضياء قسم`),
    families: words(`النوراني الجزولاني البشاري الأمينابي الحلفاوان التجانيب السناري الكردفون الدناقلي المحسي الرباطين
      الشايقان العبدلاني الفوراوي القضارفي المسلاتي النهري الهدندان الوادعي اليوسفاب الجعلين الحسنابي الخليفان الزبيري
      السوكني الطيباب العركين الفكيان الكمالاب المكاشفان`),
    girlNicknames: words('سوسو توتة نجوى هيمة رورو آلو'),
    boyNicknames: words('عثمانة صلوحة مومو بشة طيوب آدومة'),
    places: words('الشاطئ النخيل المزرعة الميناء المحطة الجزيرة الكوبري الوادي'),
  },
  {
    id: 'highland',
    script: 'ethiopic',
    tongues: ['am', 'en'],
    girls: words(`ሰላም ሕይወት ትዕግስት ብርቱካን አበባ ማርታ ሄለን ራሄል ሳምራዊት ፀሐይ ዘውዲቱ አልማዝ ገነት መሠረት ሙሉ ወርቅነሽ
      ፍቅርተ ሊዲያ ቤተልሔም የሺ ትርሐስ ለተብርሃን አስቴር ሐና ምሕረት ብሌን ናርዶስ ዮርዳኖስ ሰብለ ኤደን`),
    boys: words(`ዳዊት ሳሙኤል ዮናስ ኃይሌ ተስፋዬ ገብረ መኮንን ብርሃኑ አበበ ከበደ ታደሰ ዮሐንስ ሙሉጌታ ግርማ አለሙ ፍቃዱ ኪዳነ
      ሐጎስ በረከት ናትናኤል ኤፍሬም ይስሐቅ አማኑኤል ሚካኤል ሰለሞን ዘርኡ መሐሪ ነጋሲ ሮቤል አቤል`),
    families: words(`ወልደማርያም ገብረሕይወት ተክለአብ ኃይለልዑል በርሄተስፋ አስገዶም ደስታዓለም ወንድወሰን ጌታነህ ሽፈራው ተሰማ
      ንጉሴ አየለ በቀለ ዘለቀ ማሞ ጥላሁን ወርቁ እንግዳ ደምሴ ተገኘ አድማሱ ካሣሁን ይልማ ሙላቱ ረታ ኪሮስ አረጋዊ ገብረእግዚ ተወልደ`),
    girlNicknames: words('ሚሚ ቲቲ ሰሊ ማሪ ሄሉ ሊሊ'),
    boyNicknames: words('ዳጊ ሳሚ አቡሽ ዮኒ ቢኒ ኪያ'),
    places: words('ተራራ ገበያ ወንዝ ድልድይ መስክ ጫካ ምንጭ ሜዳ'),
  },
]
