package dev.framewatch.desk.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SightingCsvTest {
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "=1+1,'=1+1",
                "+1,'+1",
                "-1,'-1",
                "@SUM(A1),'@SUM(A1)",
                " =1,' =1",
                "＝1,'＝1",
                "a=1,a=1",
                "plain,plain",
                "1-1,1-1"
            },
            quoteCharacter = '"')
    void whatCouldBeginAFormulaIsPrecededByAnApostrophe(String text, String safe) {
        assertThat(SightingCsv.escapeFormula(text)).isEqualTo(safe);
        assertThat(SightingCsv.escapeFormula("\t" + text)).isEqualTo("'\t" + text);
        assertThat(SightingCsv.escapeFormula("\r" + text)).isEqualTo("'\r" + text);
    }
}
