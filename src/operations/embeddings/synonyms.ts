import { stem } from '../../assistant/words.ts'

/** Words of about the same meaning, one group per line; the first word names the group. */
const GROUPS = `
car automobile vehicle auto
buy purchase acquire order
sell vend
big large huge enormous giant
small little tiny compact
fast quick rapid swift speedy
slow sluggish
happy glad joyful pleased cheerful delighted
sad unhappy sorrowful depressed
angry furious mad upset
good great excellent superb fine wonderful fantastic awesome amazing
enjoy love like
bad terrible awful horrible poor dreadful
smart intelligent clever bright
pretty beautiful lovely gorgeous attractive
begin start commence launch initiate
end finish complete conclude stop terminate
fix repair mend resolve debug correct
error bug fault defect failure failing issue problem mistake exception
help assist support aid assistance
make create build construct produce generate develop
delete remove erase discard drop
change modify alter update edit reset revise
find locate discover search lookup
explain describe clarify explanation description
price cost fee charge expense
money cash funds currency
cheap inexpensive affordable
expensive costly pricey
job work employment occupation career
company firm business corporation enterprise organization
boss manager supervisor
doctor physician medic
medicine drug medication
sick ill unwell illness disease
house home residence dwelling
apartment flat
child kid children toddler
baby infant newborn
man guy male gentleman
woman lady female
friend buddy pal companion
cat feline kitten kitty
dog canine puppy hound
horse stallion mare pony
sit sat rest rested sitting seated perched
mat rug carpet
jump leap hop
lazy idle sleepy
eat consume dine ate eaten meal food dish
drink beverage
tasty delicious yummy
movie film picture cinema
picture image photo photograph
song music tune track melody
book novel volume
author writer
teach instruct educate teacher instructor
student pupil learner
learn study
school college university academy
talk speak chat converse discuss
say state tell mention
ask inquire question query
answer reply response respond
trip journey travel voyage tour vacation holiday
flight plane airplane aircraft fly
road street avenue
city town metropolis urban
country nation
ocean sea
rain rainy rainfall shower wet
snow snowfall blizzard
hot warm heat
cold chilly freezing cool
weather climate forecast
sun sunny sunshine
quiet silent calm
loud noisy
password passcode credentials login signin
account profile
cancel terminate unsubscribe
refund reimbursement reimburse
ship deliver delivery shipping shipment parcel package
customer client buyer
employee worker staff
program software application app
function method procedure routine
computer laptop pc machine
phone telephone smartphone mobile cellphone
internet web online network
machine-learning ml ai
code source script
database db sql
document file record paper
send mail email transmit
meeting appointment conference
capital metropolis
leader president chief head
king monarch ruler
war battle conflict combat
law legal legislation rule regulation
win victory triumph won
lose defeat lost
tall high height
old ancient aged elderly
new modern recent novel
forget forgot forgotten
show display present
tree plant
forest woods woodland
stone rock
run running jog sprint
walk stroll hike
sleep nap asleep slumber
kill murder
rich wealthy affluent
poor impoverished
easy simple effortless
hard difficult tough challenging
dangerous risky hazardous unsafe
safe secure
choose select pick
important crucial essential vital significant
increase grow rise growth
decrease reduce decline drop fall
approximately about roughly
stock share equity
bank lender
usa america american states
uk britain british england
`

/** Group names by the stems of their words. */
const NAMES: ReadonlyMap<string, string> = new Map(
  GROUPS.trim()
    .split('\n')
    // The first group of a word wins.
    .toReversed()
    .flatMap((line) => {
      const words = line.split(' ')
      return words.map((word): [string, string] => [stem(word), words[0] ?? word])
    }),
)

/** @returns the name of the words that mean about the same; undefined for other words */
export function synonymGroup(stemmed: string): string | undefined {
  return NAMES.get(stemmed)
}
