package dev.framewatch.page;

import gg.jte.Content;
import gg.jte.TemplateOutput;

/**
 * A complete drawing, for use in templates.
 *
 * @param markup one {@code svg} element
 */
public record SvgDrawing(String markup) implements Content {
    @Override
    public void writeTo(TemplateOutput output) {
        output.writeContent(markup);
    }
}
