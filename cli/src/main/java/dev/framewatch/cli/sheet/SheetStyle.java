package dev.framewatch.cli.sheet;

/** How a contact sheet looks, beyond what every page has. */
final class SheetStyle {
    static final String CSS =
            """
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
            """;

    private SheetStyle() {}
}
