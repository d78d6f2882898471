// The emoji that people use at work, by Slack's names; a name that is not here is shown as `:name:`.

const TABLE = `
Smileys|grinning 😀|smile 😄|smiley 😃|grin 😁|laughing 😆|sweat_smile 😅|joy 😂|rofl 🤣|slightly_smiling_face 🙂|upside_down_face 🙃
|wink 😉|blush 😊|innocent 😇|heart_eyes 😍|star-struck 🤩|yum 😋|stuck_out_tongue 😛|thinking_face 🤔|face_with_raised_eyebrow 🤨|neutral_face 😐
|expressionless 😑|no_mouth 😶|smirk 😏|unamused 😒|face_with_rolling_eyes 🙄|grimacing 😬|relieved 😌|pensive 😔|sleepy 😪|sleeping 😴|mask 😷
|face_with_thermometer 🤒|dizzy_face 😵|exploding_head 🤯|partying_face 🥳|sunglasses 😎|nerd_face 🤓|confused 😕|worried 😟|slightly_frowning_face 🙁
|open_mouth 😮|hushed 😯|astonished 😲|flushed 😳|pleading_face 🥺|fearful 😨|cold_sweat 😰|cry 😢|sob 😭|scream 😱|sweat 😓|weary 😩|tired_face 😫
|triumph 😤|rage 😡|angry 😠|skull 💀|ghost 👻|robot_face 🤖|see_no_evil 🙈|hear_no_evil 🙉|speak_no_evil 🙊|facepalm 🤦|shrug 🤷|saluting_face 🫡|melting_face 🫠
People|+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|clap 👏|raised_hands 🙌|pray 🙏|wave 👋|ok_hand 👌|muscle 💪|point_up ☝️|point_right 👉|point_left 👈
|point_down 👇|raised_hand ✋|hand ✋|handshake 🤝|v ✌️|crossed_fingers 🤞|writing_hand ✍️|eyes 👀|brain 🧠|speaking_head_in_silhouette 🗣️|bust_in_silhouette 👤
|busts_in_silhouette 👥|technologist 🧑‍💻|firefighter 🧑‍🚒|detective 🕵️|construction_worker 👷|man-running 🏃|runner 🏃|raising_hand 🙋
Signs|white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|negative_squared_cross_mark ❎|warning ⚠️|rotating_light 🚨|fire 🔥|boom 💥|sos 🆘
|no_entry ⛔|no_entry_sign 🚫|octagonal_sign 🛑|construction 🚧|exclamation ❗|heavy_exclamation_mark ❗|bangbang ‼️|question ❓|grey_question ❔|information_source ℹ️
|100 💯|red_circle 🔴|large_red_circle 🔴|large_orange_circle 🟠|large_yellow_circle 🟡|large_green_circle 🟢|large_blue_circle 🔵|large_purple_circle 🟣
|large_brown_circle 🟤|white_circle ⚪|black_circle ⚫|large_red_square 🟥|large_orange_square 🟧|large_yellow_square 🟨|large_green_square 🟩|large_blue_square 🟦
|large_purple_square 🟪|white_large_square ⬜|black_large_square ⬛|small_red_triangle 🔺|small_red_triangle_down 🔻|small_blue_diamond 🔹|arrow_up ⬆️|arrow_down ⬇️
|arrow_right ➡️|arrow_left ⬅️|arrow_upper_right ↗️|arrow_lower_right ↘️|arrows_counterclockwise 🔄|leftwards_arrow_with_hook ↩️|repeat 🔁|heavy_plus_sign ➕
|heavy_minus_sign ➖|recycle ♻️|new 🆕|up 🆙|ok 🆗|zzz 💤|speech_balloon 💬|thought_balloon 💭|one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|zero 0️⃣|black_right_pointing_triangle ▶️
|arrow_forward ▶️|double_vertical_bar ⏸️|black_square_for_stop ⏹️|fast_forward ⏩|rewind ⏪|no_bell 🔕|mute 🔇
Things|pushpin 📌|round_pushpin 📍|bookmark 🔖|link 🔗|paperclip 📎|memo 📝|pencil 📝|pencil2 ✏️|clipboard 📋|spiral_calendar_pad 🗓️|calendar 📆|date 📅|bar_chart 📊
|chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|page_facing_up 📄|books 📚|book 📖|ledger 📒|newspaper 📰|mag 🔍|mag_right 🔎|lock 🔒|unlock 🔓|key 🔑|closed_lock_with_key 🔐
|bulb 💡|flashlight 🔦|wrench 🔧|hammer 🔨|hammer_and_wrench 🛠️|gear ⚙️|nut_and_bolt 🔩|toolbox 🧰|magnet 🧲|test_tube 🧪|microscope 🔬|telescope 🔭|satellite_antenna 📡
|computer 💻|desktop_computer 🖥️|keyboard ⌨️|floppy_disk 💾|cd 💿|battery 🔋|electric_plug 🔌|iphone 📱|telephone_receiver 📞|phone ☎️|pager 📟|email 📧|envelope ✉️
|inbox_tray 📥|outbox_tray 📤|package 📦|mailbox 📫|bell 🔔|loudspeaker 📢|mega 📣|alarm_clock ⏰|stopwatch ⏱️|timer_clock ⏲️|hourglass ⌛|hourglass_flowing_sand ⏳
|watch ⌚|credit_card 💳|moneybag 💰|shopping_trolley 🛒|gift 🎁|tada 🎉|confetti_ball 🎊|balloon 🎈|trophy 🏆|medal 🏅|first_place_medal 🥇|dart 🎯|game_die 🎲|shield 🛡️
|bomb 💣|fire_extinguisher 🧯|ambulance 🚑|fire_engine 🚒|police_car 🚓|rocket 🚀|airplane ✈️|ship 🚢|car 🚗|bike 🚲|house 🏠|office 🏢|hospital 🏥|factory 🏭
|globe_with_meridians 🌐|earth_africa 🌍|label 🏷️|scroll 📜|file_folder 📁|open_file_folder 📂|wastebasket 🗑️|thread 🧵|triangular_flag_on_post 🚩|checkered_flag 🏁|white_flag 🏳️
Nature|bug 🐛|beetle 🐞|ant 🐜|spider_web 🕸️|snail 🐌|turtle 🐢|snake 🐍|whale 🐳|octopus 🐙|penguin 🐧|cat 🐱|dog 🐶|unicorn_face 🦄|monkey_face 🐵|hatched_chick 🐥|sloth 🦥
|sunny ☀️|partly_sunny ⛅|cloud ☁️|rain_cloud 🌧️|lightning ⚡|zap ⚡|snowflake ❄️|umbrella ☔|rainbow 🌈|ocean 🌊|tornado 🌪️|star ⭐|star2 🌟|sparkles ✨|dizzy 💫|crescent_moon 🌙
|seedling 🌱|evergreen_tree 🌲|four_leaf_clover 🍀|rose 🌹|sunflower 🌻|maple_leaf 🍁
Food|coffee ☕|tea 🍵|beer 🍺|beers 🍻|champagne 🍾|pizza 🍕|hamburger 🍔|cake 🍰|birthday 🎂|cookie 🍪|doughnut 🍩|popcorn 🍿|apple 🍎|banana 🍌|avocado 🥑|taco 🌮
Hearts|heart ❤️|orange_heart 🧡|yellow_heart 💛|green_heart 💚|blue_heart 💙|purple_heart 💜|black_heart 🖤|broken_heart 💔|sparkling_heart 💖|two_hearts 💕
`;

const known = new Map(
  TABLE.split(/[\n|]/)
    .map((entry) => entry.split(" "))
    .filter((pair) => pair.length === 2),
);

const TONE = ["🏻", "🏼", "🏽", "🏾", "🏿"];

/** The emoji of a name such as "fire" or "wave::skin-tone-3"; null where it is not known. */
export function emoji(name) {
  const [base, tone] = name.split("::");
  const found = known.get(base) ?? null;
  const shade = tone && TONE[Number(tone.slice(-1)) - 2];
  return found && shade ? found.replace("️", "") + shade : found;
}

/**
 * Names, and their emoji, in which each of these letters occurs; those that begin so come first.
 * @param {string} typed @param {number} most @returns {[string, string][]}
 */
export function search(typed, most) {
  const word = typed.toLowerCase();
  const found = [...known].filter(([name]) => name.includes(word));
  const rank = ([name]) => (name.startsWith(word) ? 0 : 1);
  return found.sort((one, other) => rank(one) - rank(other)).slice(0, most);
}

/** Every emoji once, for a picker. */
export const all = () => [...new Map([...known].map(([name, sign]) => [sign, name])).entries()].map(([sign, name]) => [name, sign]);

export const FREQUENT = ["+1", "eyes", "white_check_mark", "pray", "tada", "pushpin"];
