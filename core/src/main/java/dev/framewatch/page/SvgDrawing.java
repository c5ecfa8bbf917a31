package dev.framewatch.page;

import gg.jte.Content;
import gg.jte.TemplateOutput;

/**
 * A finished drawing, as a template takes it.
 *
 * @param markup one {@code svg} element
 */
public record SvgDrawing(String markup) implements Content {
    @Override
    public void writeTo(TemplateOutput output) {
        output.writeContent(markup);
    }
}
