package dev.framewatch.learn.report;

/** How a report looks, beyond what every page has. */
final class ReportStyle {
    static final String CSS =
            """
            :root { --good: #0a7d4f; --bad: #b3261e; --bad-soft: #fbe4e1; --amber: #b26a00;
              --fill: #cfe9dd; }
            @media (prefers-color-scheme: dark) { :root { --good: #5fd6a2; --bad: #ff9b90;
              --bad-soft: #4a2421; --amber: #f3b14b; --fill: #24523e; } }
            header { margin: .5rem 0 1.25rem; }
            h1 { font-size: clamp(2rem, 7vw, 3rem); letter-spacing: -.02em; margin: 0;
              overflow-wrap: anywhere; }
            h2 { font-size: 1.25rem; letter-spacing: -.01em; margin: 0 0 .75rem; }
            h3 { font-size: .95rem; margin: 0; overflow-wrap: anywhere; }
            code { font: .85em ui-monospace, "DejaVu Sans Mono", monospace;
              overflow-wrap: anywhere; }
            .kicker { margin: 0; font-size: .8rem; font-weight: 600; letter-spacing: .08em;
              text-transform: uppercase; color: var(--good); }
            .under { margin: .25rem 0 0; color: var(--soft); }
            section { background: var(--card); border: 1px solid var(--line);
              border-radius: 1rem; padding: 1.25rem; margin: 0 0 1rem; }
            .claims, .pair { display: grid; gap: 1rem;
              grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); }
            .pair { gap: 1.5rem; align-items: start; }
            .claim { border-radius: .75rem; padding: .9rem 1rem; background: var(--no-soft); }
            .claim.honest { background: var(--match-soft); }
            .claim h3 { font-weight: 600; }
            .claim p { margin: 0; }
            .claim .big { font-size: 2.9rem; font-weight: 700; line-height: 1.2;
              letter-spacing: -.03em; font-variant-numeric: tabular-nums; }
            .honest .big { color: var(--match); }
            .leaky .big { color: var(--soft); font-weight: 500; }
            .claim .range { font-weight: 600; }
            .claim .basis, .note, figcaption, .source { color: var(--soft); font-size: .85rem; }
            .honest .basis { color: inherit; }
            .explained { max-width: 46rem; }
            dl, dd { margin: 0; }
            .tiles { display: grid; gap: .75rem; margin-top: 1rem;
              grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); }
            .tiles > div { border-top: 3px solid var(--line); padding-top: .5rem; }
            .tiles dt { font-size: .8rem; color: var(--soft); }
            .tiles .value { font-size: 1.5rem; font-weight: 650; line-height: 1.3;
              font-variant-numeric: tabular-nums; }
            .facts > div { display: grid; grid-template-columns: 8.5rem 1fr; gap: .1rem 1rem;
              padding: .45rem 0; border-top: 1px solid var(--line); }
            .facts > div:first-child { border-top: 0; }
            .facts dt { color: var(--soft); }
            .facts dd { overflow-wrap: anywhere; }
            .facts code { color: var(--soft); font-size: .75em; }
            svg { display: block; width: 100%; height: auto; fill: none; overflow: visible; }
            svg text { fill: var(--soft); font-size: 12.5px; }
            svg .small { font-size: 11px; font-variant-numeric: tabular-nums; }
            .pair svg { max-width: 27rem; margin: 0 auto; }
            .grid, .axis { stroke: var(--line); }
            .chance { stroke: var(--soft); stroke-dasharray: 4 4; }
            .curve { stroke: var(--good); stroke-width: 2.5; stroke-linejoin: round; }
            .guide { stroke: var(--soft); stroke-dasharray: 1.5 3; }
            .guide-dot { fill: var(--soft); }
            .chosen { fill: var(--amber); stroke: var(--card); stroke-width: 2; }
            .bar { fill: var(--fill); }
            .bin { fill: var(--good); fill-opacity: .8; stroke: var(--card); stroke-width: 1.5; }
            .chosen-key { display: flex; align-items: center; gap: .4rem; margin: 0 0 .5rem; }
            .chosen-key svg { width: 1rem; flex: none; }
            .ranges { margin-top: 1rem; max-width: 30rem; }
            .ranges text { font-size: 12px; }
            path.range { stroke-width: 4; stroke-linecap: round; }
            path.honest { stroke: var(--good); } circle.honest { fill: var(--good); }
            path.leaky { stroke: var(--no); } circle.leaky { fill: var(--no); }
            circle.range { stroke: var(--card); stroke-width: 2; }
            figcaption { margin-top: .5rem; }
            table { border-collapse: collapse; width: 100%; }
            .confusion { table-layout: fixed; border-spacing: .4rem; border-collapse: separate; }
            .confusion th { font-size: .85rem; font-weight: 600; color: var(--soft);
              overflow-wrap: anywhere; }
            .confusion tbody th { text-align: right; padding-right: .4rem; }
            .confusion tbody td { text-align: center; border-radius: .6rem; padding: 1rem .3rem; }
            .confusion b { display: block; font-size: 1.8rem; line-height: 1.2;
              font-variant-numeric: tabular-nums; }
            .confusion span { font-size: .85rem; }
            .right { background: var(--match-soft); color: var(--match); }
            .wrong { background: var(--bad-soft); color: var(--bad); }
            .cards { display: grid; gap: 1rem; margin-top: 1rem; align-items: start;
              grid-template-columns: repeat(auto-fill, minmax(min(100%, 15.5rem), 1fr)); }
            .card { border: 1px solid var(--line); border-radius: .75rem; padding: .75rem;
              break-inside: avoid; }
            .card h3 { margin-top: .5rem; }
            .card p { margin: .15rem 0; }
            .views { display: grid; gap: .5rem; align-items: start; }
            .views.two { grid-template-columns: 1fr 1fr; }
            .views img { height: 15rem; object-fit: contain; background: var(--no-soft); }
            .views.two img { height: 11rem; }
            .gone { color: var(--bad); }
            .told { display: flex; flex-wrap: wrap; gap: 0 1rem; }
            fieldset { border: 0; margin: .5rem 0 0; padding: 0; display: none; gap: .35rem; }
            .scripted fieldset { display: flex; }
            legend { position: absolute; opacity: 0; pointer-events: none; }
            fieldset label { flex: 1; position: relative; cursor: pointer; }
            fieldset input { position: absolute; opacity: 0; inset: 0; margin: 0; }
            fieldset span { display: block; text-align: center; padding: .5rem .2rem;
              border: 1px solid var(--line); border-radius: .5rem; font-size: .9rem; }
            fieldset input:checked + span { background: var(--ink); border-color: var(--ink);
              color: var(--card); font-weight: 600; }
            fieldset input:focus-visible + span, button:focus-visible, summary:focus-visible {
              outline: 3px solid var(--amber); outline-offset: 2px; }
            .save { display: none; position: sticky; bottom: .5rem; align-items: center;
              justify-content: space-between; gap: .75rem; margin-top: 1rem; padding: .6rem .9rem;
              border-radius: .75rem; background: var(--card); border: 1px solid var(--line);
              box-shadow: 0 .3rem 1.2rem rgb(0 0 0 / .18); }
            .scripted .save { display: flex; }
            .save button { font: inherit; font-weight: 600; padding: .5rem 1rem; border: 0;
              border-radius: .5rem; background: var(--good); color: var(--card); cursor: pointer; }
            .save button:disabled { background: var(--no-soft); color: var(--no); cursor: default; }
            .videos th, .videos td { text-align: right; padding: .4rem .3rem;
              border-top: 1px solid var(--line); font-variant-numeric: tabular-nums; }
            .videos th { border-top: 0; font-size: .8rem; vertical-align: bottom; }
            .videos th:first-child, .videos td:first-child { text-align: left;
              overflow-wrap: anywhere; min-width: 5rem; }
            .videos button { all: unset; color: var(--soft); font-weight: 600; }
            .scripted .videos button { cursor: pointer; }
            .videos [aria-sort] button { color: var(--ink); }
            .videos [aria-sort=ascending] button::after { content: " \\25B4"; }
            .videos [aria-sort=descending] button::after { content: " \\25BE"; }
            .mistakes { color: var(--bad); font-weight: 700; }
            details { margin-top: 1rem; }
            summary { cursor: pointer; font-weight: 600; padding: .4rem 0; }
            footer { color: var(--soft); font-size: .9rem; padding: 0 .25rem; }
            @media (max-width: 30rem) {
              main { padding: 1rem .6rem 3rem; }
              section { padding: 1rem .85rem; border-radius: .75rem; }
              .facts > div { grid-template-columns: 1fr; }
              .facts dt { font-size: .85rem; }
              .videos { font-size: .8rem; }
              .videos th, .videos td { padding: .4rem .12rem; }
              .videos th { font-size: .66rem; }
              .videos th:first-child, .videos td:first-child { min-width: 3.5rem; }
            }
            @media print {
              :root { color-scheme: light; --page: #fff; --card: #fff; --ink: #000; --soft: #333;
                --line: #bbb; --match: #000; --match-soft: #fff; --no: #333; --no-soft: #fff;
                --good: #000; --bad: #000; --bad-soft: #fff; --amber: #000; --fill: #ddd; }
              @page { margin: 12mm; }
              body { font-size: 10.5pt; }
              main { max-width: none; padding: 0; }
              section { border: 0; border-radius: 0; padding: 0; margin: 0 0 8mm; }
              .page { break-before: page; }
              figure, .card, .claim, tr, dl > div { break-inside: avoid; }
              h2, h3 { break-after: avoid; }
              .claim, .confusion tbody td { border: 1px solid #999; }
              .cards { grid-template-columns: repeat(4, 1fr); gap: 3mm; }
              .card { padding: 2mm; font-size: 9pt; line-height: 1.35; }
              .views img, .views.two img { height: 32mm; background: none; }
              .claim { padding: .4rem .7rem; }
              .claim .big { font-size: 2rem; }
              .tiles { grid-template-columns: repeat(5, 1fr); gap: 3mm; }
              .tiles .value { font-size: 1.1rem; }
              .facts > div { padding: .1rem 0; font-size: 9.5pt; }
              .pair svg { max-width: 78mm; }
              .confusion tbody td { padding: .4rem; }
              .chosen { fill: #fff; stroke: #000; }
              .scripted fieldset, .scripted .save, noscript { display: none; }
              .videos button { color: #000; }
              .bar { print-color-adjust: exact; }
            }
            """;

    private ReportStyle() {}
}
