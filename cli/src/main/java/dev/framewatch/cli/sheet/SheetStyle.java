package dev.framewatch.cli.sheet;

/** How a contact sheet looks: from a phone upwards, by day and by night, on paper. */
final class SheetStyle {
    static final String CSS =
            """
            :root { color-scheme: light dark; --page: #f5f4f0; --card: #fff; --ink: #1c1c28;
              --soft: #65656f; --line: #e2e0d8; --match: #0a7d4f; --match-soft: #d8f1e5;
              --no: #5c5c66; --no-soft: #ececf0; --doubt: #8a5a00; --doubt-soft: #fdeccb; }
            @media (prefers-color-scheme: dark) { :root { --page: #14151a; --card: #1f2128;
              --ink: #ececf1; --soft: #a2a3ad; --line: #33353e; --match: #5fd6a2;
              --match-soft: #123c2b; --no: #b3b4be; --no-soft: #2c2e37; --doubt: #f3c56b;
              --doubt-soft: #463510; } }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--page); color: var(--ink);
              font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
            main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
            h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .75rem; }
            h2 { font-size: 1.1rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
            p { margin: .4rem 0; overflow-wrap: anywhere; }
            a { color: inherit; }
            .lead { border-left: 4px solid var(--doubt); background: var(--doubt-soft);
              padding: .6rem .9rem; border-radius: 0 .5rem .5rem 0; margin: 1rem 0; }
            .note, .key, figcaption { color: var(--soft); font-size: .85rem; }
            table { width: 100%; border-collapse: collapse; background: var(--card);
              border: 1px solid var(--line); margin: 1rem 0 .5rem; }
            th, td { text-align: left; padding: .4rem .6rem; border-top: 1px solid var(--line);
              overflow-wrap: anywhere; }
            th { font-size: .8rem; color: var(--soft); border-top: 0; }
            .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
            .cards { display: grid; gap: 1rem; align-items: start; margin-top: 1.25rem;
              grid-template-columns: repeat(auto-fill, minmax(min(100%, 25rem), 1fr)); }
            section { background: var(--card); border: 1px solid var(--line);
              border-radius: .75rem; padding: 1rem; break-inside: avoid; }
            .sought { display: flex; flex-wrap: wrap; gap: .6rem; }
            .sought figure { width: 8.5rem; }
            .badge { display: inline-block; padding: .05rem .6rem; border-radius: 1rem;
              font-size: .85rem; font-weight: 600; white-space: nowrap;
              background: var(--no-soft); color: var(--no); }
            .badge.match { background: var(--match-soft); color: var(--match); }
            .badge.undecided, .badge.unreadable { background: var(--doubt-soft);
              color: var(--doubt); }
            .strip { display: flex; flex-wrap: wrap; gap: 2px; font: 700 .9rem/1 ui-monospace,
              "DejaVu Sans Mono", monospace; }
            span.strip { display: inline-flex; vertical-align: middle; }
            .strip i { font-style: normal; width: 1.25rem; padding: .2rem 0; text-align: center;
              border-radius: 3px; background: var(--no-soft); color: var(--no); }
            .strip .yes { background: var(--match-soft); color: var(--match); }
            .strip .none { background: var(--doubt-soft); color: var(--doubt); }
            .frames { display: grid; gap: .6rem; margin-top: .6rem;
              grid-template-columns: repeat(auto-fill, minmax(7.5rem, 1fr)); }
            figure { margin: 0; }
            img { width: 100%; height: auto; display: block; border-radius: .4rem; }
            @media print { body { background: #fff; } }
            """;

    private SheetStyle() {}
}
