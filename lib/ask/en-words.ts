/** The English that questions are asked in: words of grammar and of the interface's own terms, none of the data's. */
import type { AskGrammar } from "./zh-words";

const list = (text: string): string[] => text.split(",").map((one) => one.trim().replace(/\s+/g, " "));

export const enWords: AskGrammar = {
  words: {
    and: list("and, or, as well as, &, along with, together with, plus"),
    both: list("both, at once, simultaneously, at the same time"),
    not: list(
      "not, 't, except, except for, without, excluding, but not, other than, non, neither, apart from, besides, instead of, never, nor, no, cannot, aside from, outside",
    ),
    which: list(
      "which, what, whose, who, whom, which one, which ones, what kind of, what kinds of, what sort of, what types of, which of",
    ),
    at: list("that, where"),
    when: list(
      "when, since when, how long ago, what year, which year, in what year, in which year, what date, how old",
    ),
    noise: [
      ...list(
        `a, an, the, of, in, on, at, by, for, from, to, with, within, into, as, is, are, was, were, be, been, being, am, do,
        does, did, has, have, had, having, can, could, may, might, shall, should, will, would, must, it, its, my company, our company, my startup, our startup, my business, they, them, their,
        there, these, those, this, i, we, you, me, us, my, our, one, he, she, your, someone, people, anyone, anybody, somebody`,
      ),
      ...list(
        `please, show, tell, list, find, give, get, see, want, know, need, like, look, search, all, any, every, each, everything,
        anything, some, something, how, many, much, why, so, then, also, only, just, more, most, about, regarding, concerning,
        over, between, among, under, but, however, how big, how large, how long, how high, how fast, how old, how small, speak, speaking, isn, aren, wasn, weren, doesn, don, didn, 's, 're, 've, 'd, 'll, 'm, hello, hi, hey,
        thanks, thank, out, up, if, whether, still, yet, already, ever, currently, today, now, actually, really, exactly, well,
        here, again, too, etc, e, g, vs., via, per, upon, across, through, onto, off, which are, that are`,
      ),
      ...list(
        `could you, can you, would you, help me, looking for, look for, i'd like, let me see, give me, overview of,
        introduction to, examples of, versions of, tell me, show me, i want to know, i would like to see, are there, is there,
        generative ai, artificial intelligence, ai, gen ai, genai, entities, things, thing, ones, kind of, type of, kinds of, types of,
        sort of, happens, called, named, available, group, support for, size, sized, sizes, class, scale, works, work,
        working, existing, exist, exists, first, originally, initially, new, various, different, specific, particular, main,
        known, common, related, relevant, information, info, details,
        detail, explain, explained, explanation, describe, description, overview, summary, summarize, summarise, intro, introduce,
        introduction, definition, define, meaning, mean, means, meant, paper, papers, basics, background, facts, learn, understand, teach me,
        interested, curious, wondering, wonder, display, bring up, pull up, fetch, return, filter, name, identify, enumerate,
        compile, me a list of, a list of, list of, lists, set of, sets of, number of, names of, name of, mentioned, seen, come, comes, came, coming, out of, put, put out,
        pros and cons, trace, down, advantages, disadvantages, responsible, allow, allows, allowed, permit, permits, permitted, ok, okay, able, possible,
        world, worldwide, globally, industry-wide, question, quick, quickly, say, says, said, call, considered, regarded, count, counts,
        do you know, do we have, do you have, i need, i'm, i am, we need, what about, how about, what are, on the market, out there,
        else, other, others, another, exactly what, type, types, category, categories, made, belongs, belonging, results, result, scores, score, sources, source, to do,
        get from, got from, go from, went from, going from, how to get from, with which, in which, on which, for which, by which, by whom, so far, these days, at present, in general, fully, truly, completely, purely, entirely, specifically, mostly, mainly, primarily, particularly`,
      ),
    ],
    descendants: list(
      `descendants, descendant, offspring, derivatives, derivative, children, child, child models, downstream, successors and derivatives,
      came after, came out of, come out of, comes out of, comes after, come after, coming after, grew out of, evolved from, forks, fork, variants, variant, offshoots, offshoot, spin-offs,
      spinoffs, what followed, fine-tunes, finetunes, fine-tuned versions, finetuned versions, distillations, progeny, heirs, grandchildren, downstream models, derived models, derivative models, models after, later models, follow-ups, branches, branched off, lives on in, led to by, sprang from, spawned, spawn, gave birth to, gave rise to`,
    ),
    depends: list(
      `depends on, depend on, depending on, dependent on, dependents, relies on, rely on, relying on, reliant on, relied on, hinges on, requires, require, needs, builds upon`,
    ),
    descends: list(
      `descends from, descend from, descended from, descending from, derived from, derives from, derive from, deriving from, stems from, stem from,
      originates from, originate from, originated from, inherits from, inherit from, inherited from, traces back to, trace back to, goes back to, go back to,
      grown out of, evolved out of, spun off from, branched from, branching from`,
    ),
    ancestors: list(
      `ancestors, ancestor, ancestry, origins, origin, upstream, forebears, come from, comes from, came from, coming from, roots, root, forerunners,
      predecessors, precursors, precursor, forerunner, parents, parent, parent model, parent models, grandparents, grandparent, foundations of, originate,
      originates, originated, trace back, traced back, dependencies, dependency, provenance, came before, comes before,
      come before, preceded, precedes, heritage, inheritance, antecedents, goes back`,
    ),
    lineage: list(
      `lineage, family tree, genealogy, pedigree, evolution, family, history, evolve, evolved, evolving, line of descent, bloodline, development history,
      lineage tree, ancestry and descendants, ancestors and descendants, descent, evolutionary tree, timeline`,
    ),
    impact: list(
      `affected, affect, affects, affecting, impact, impacted, impacts, impacting, at stake, knock-on effects, knock-on effect, repercussions, effects, effect,
      break, break down, go wrong, breaks, breaking, what happens if, what would happen if, what happens when, what happens to, consequences, consequence,
      would happen, suffer, suffers, fallout, ripple effects, ripple effect, ripples, blast radius, at risk if, exposed if, be hit, get hit, hit if, implications,
      stop working, stops working, fail, fails, collapse, disrupted, disrupt, disruption, aftermath, ramifications, lose out, be hurt, touched by, in trouble, what if`,
    ),
    change: list(
      `change, changed, changes, changing, disappear, disappeared, disappears, disappearing, vanish, vanished, vanishes, went away, goes away, banned,
      goes offline, goes down, go down, went down, went offline, shut down, shutting down, shutdown, discontinued, unavailable, gone, no longer available, broke, withdrawn, removed, deleted,
      pulled, taken down, taken offline, shuts down, retired, deprecated, cut off, stopped, stops, dies, died, lost, losing, lose, loss, loss of, ceased, ceases, ceased to exist, abandoned,
      closed down, closes, bankrupt, went bankrupt, goes bankrupt, sanctioned, restricted from sale, export-banned, ban, bans, ban on, ban of, export ban, discontinuation, withdrawal, removal, blocked, stopped being maintained, no longer maintained,
      unmaintained, stops selling, stopped selling, stop selling, recalled, revoked, repealed, outage, out of stock, failed, no more, discontinuing, relicensed, hacked, compromised`,
    ),
    paths: list(
      `connected, connection, connections, connect, connects, connecting, relationship, relationships, relation, relations, linked, link, links, linking, path, paths, related, tied,
      relate, relates, ties, associated, association, associations, have to do with, has to do with, got to do with, route, routes, chain, get to, relationship between, interact`,
    ),
    compare: list(
      `compare, comparison, comparisons, compared, comparing, compares, vs, versus, v, difference, differences, differ, differs, different from, in common, share, apart, similarities, similarity, similar,
      better, better than, which is better, stack up against, stacks up against, against each other, side by side, contrast, head to head, head-to-head, how do they differ, contrasted, contrasting,
      worse than, distinguish, distinguishes, measure up, superior, choose between, choosing between, decide between, alike, should i pick, should i use, should i choose, compare to, compare with, as good as`,
    ),
    terms: list(
      `licence flow, license flow, licence chain, license chain, licence lineage, license lineage, terms of use, licence inheritance, license inheritance, terms, licence terms,
      license terms, terms and conditions, restrictions, usage restrictions, obligations, license obligations, licence obligations, conditions of use, usage terms, usage rights, copyright status,
      licence conditions, license conditions, licensing terms, licensing conditions, legal terms, permissions, allowed to use, license compatibility, licence compatibility, legally use, compliance`,
    ),
    mayUse: list(
      `can i use, may i use, could i use, can we use, may we use, could we use, is it ok to use, is it okay to use, is it legal to use, is it fine to use, is it allowed to use, am i allowed to use, are we allowed to use, can i sell,
      can we sell, can i ship, can i deploy, can we deploy, may i deploy, may i sell, can my company use, may my company use, can our company use, can companies use, can businesses use, can a company use, can startups use, can a startup use, can i build on, can we build on, can i make money with, do i need permission to use`,
    ),
    near: list(
      "near, neighbours, neighbors, neighbourhood, neighborhood, surroundings, surrounding, vicinity, close to, adjacent to, nearby",
    ),
  },
  commercial: {
    yes: list(
      `commercial use, commercially usable, commercially, commercial, used commercially, for commercial use, commercial purposes, for profit, allow commercial use,
      allows commercial use, permit commercial use, permits commercial use, commercial use allowed, commercial use permitted, free for commercial use, free to use commercially, commercially viable,
      commercially available licence, commercial-use, commercially licensed, licensed for commercial use, cleared for commercial use, usable in commercial products, for business use, usable for business, business use,
      commercial applications, commercial application, commercial licence, commercial license, commercial deployment, commercially friendly, commercial-friendly, free commercial use, sell, make money with, in production, in a paid product`,
    ),
    no: list(
      `non commercial, noncommercial, not for commercial use, research only, for research only, research use only, non-commercial use, no commercial use, prohibit commercial use, prohibits commercial use,
      prohibiting commercial use, forbid commercial use, forbids commercial use, forbidding commercial use, ban commercial use, bans commercial use, banning commercial use, don't allow commercial use, doesn't allow commercial use, do not allow commercial use,
      does not allow commercial use, not allow commercial use, not allowing commercial use, disallow commercial use, cannot be used commercially, can't be used commercially, can not be used commercially, may not be used commercially,
      not be used commercially, not commercially usable, not for commercial purposes, not licensed for commercial use, academic use only, for academic use only, research-only, only for research, non-commercial licence, non-commercial license, research purposes only,
      for research purposes only, non-commercial purposes, not free for commercial use, commercial use prohibited, commercial use not allowed, commercial use is not allowed, commercial use is prohibited, commercial use is forbidden, commercial use forbidden`,
    ),
    conditional: list(
      `conditional commercial use, commercial use under conditions, commercial use with conditions, commercial use with restrictions, limited commercial use, restricted commercial use, conditionally commercial, commercially usable under conditions`,
    ),
  },
  named: list(
    "white paper, named in the white paper, mentioned in the white paper, the white paper mentions, the white paper names, white paper's, listed in the white paper, covered by the white paper, in the white paper, discussed in the white paper",
  ),
  section: { before: ["section", "chapter", "sec", "§"], after: [] },
  license: [
    "open source licence",
    "open source license",
    "licence",
    "license",
    "licences",
    "licenses",
    "licensed",
    "licensing",
  ],
  prepositions: {
    on: ["on", "through", "via"],
    by: ["by"],
    with: ["with"],
    of: ["of"],
    for: ["for"],
    behind: ["behind"],
  },
  yesNo: {
    first: "is are was were does do did has have can could will would isn't doesn't".split(" "),
    last: [],
    within: [],
  },
  spoken: {
    before: [
      "speak",
      "speaks",
      "speaking",
      "support",
      "supports",
      "supporting",
      "understand",
      "understands",
      "understanding",
      "know",
      "knows",
      "fluent in",
    ],
    after: ["-speaking", "speaking", "-language", "language", "text", "-capable", "speakers"],
  },
  underLicense: [" under", " under the", " under a", " under an"],
  steps: ["steps", "step", "hops", "hop", "generations", "generation"],
  numbers: ["one", "two", "three", "four", "five", "six"],
  asks: {
    both: "lineage",
    up: "ancestors",
    down: "descendants",
    impact: "what it affects",
    terms: "licence flow",
    paths: "how they are connected",
    compare: "comparison",
    near: "around it",
  },
  joining: {
    relation: (before, noun, reading) => `${before}${noun} ${reading} `,
    value: (before, noun, value) => `${before}${value} ${noun}`,
  },
  quantity: {
    least: list(
      "more than, longer than, beyond, exceeds, exceed, minimum of, greater than, larger than, bigger than, at least, no less than, not less than, no fewer than, over, above, exceeding, upwards of, in excess of, starting at, starting from, a minimum of, min, no smaller than, not smaller than, no lower than, no shorter than, higher than, bigger or equal to, >=, ≥, >",
    ),
    most: list(
      "less than, shorter than, no larger than, no bigger than, maximum of, a maximum of, max, lower than, not larger than, not bigger than, no longer than, within, not exceeding, sub-, fewer than, smaller than, at most, no more than, not more than, up to, under, below, <=, ≤, <",
    ),
    orMore: list(
      "or more, and more, or above, and above, and up, or larger, or bigger, or higher, or longer, or greater, or over, and over, and larger, and bigger, minimum, upwards, plus, +",
    ),
    orLess: list(
      "or less, and less, or below, and below, or fewer, or smaller, and smaller, or under, and under, or lower, and lower, or shorter, at most, maximum, max",
    ),
    about: list("about, around, roughly, approximately, approx, circa, exactly, nearly, some, ~"),
    aboutAfter: ["or so", "or thereabouts", "ish"],
    between: ["between", "from"],
    to: ["to", "and", "through", "until"],
  },
  date: {
    since: list(
      "since, starting in, starting from, beginning in, as of, from the year, on or after, in or after, not before, no earlier than, not earlier than, not older than, no older than",
    ),
    after: list("after, later than, newer than, post-, post, more recent than, following"),
    before: list("before, earlier than, prior to, older than, pre-, pre, preceding"),
    until: list(
      "until, till, up to, by, through, on or before, in or before, not after, no later than, not later than, not newer than, no newer than",
    ),
    in: list("in, during, of, from, in the year, in the, throughout, dated, dating from, as early as"),
    orLater: list(
      "onwards, onward, or later, and later, or after, and after, and on, or newer, and newer, to date, to now, until now, to the present, to present, till now, to today",
    ),
    afterwards: [],
    orEarlier: list("or earlier, and earlier, or before, and before, or older, and older"),
    beforehand: [],
    months: list(
      "january, february, march, april, may, june, july, august, september, october, november, december",
    ),
    parts: [
      [["first half", "h1"], "01", "06"],
      [["second half", "h2"], "07", "12"],
      [["first quarter", "q1"], "01", "03"],
      [["second quarter", "q2"], "04", "06"],
      [["third quarter", "q3"], "07", "09"],
      [["fourth quarter", "last quarter", "q4"], "10", "12"],
      [["early"], "01", "04"],
      [["mid-", "mid", "the middle of"], "05", "08"],
      [["late", "the end of"], "09", "12"],
    ],
  },
};
