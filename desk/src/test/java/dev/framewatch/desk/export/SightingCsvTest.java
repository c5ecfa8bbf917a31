package dev.framewatch.desk.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(SightingCsv.text(text)).isEqualTo(safe);
        assertThat(SightingCsv.text("\t" + text)).isEqualTo("'\t" + text);
        assertThat(SightingCsv.text("\r" + text)).isEqualTo("'\r" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7301234567890123456", "123456789012", "007", "12e45", "1234567E10"})
    void aNumberThatASpreadsheetWouldChangeIsPrecededByAnApostrophe(String id) {
        assertThat(SightingCsv.text(id)).isEqualTo("'" + id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"7", "0", "42", "3f2a91c04b77", "2026-03-01", "12e", "7301234567 views"})
    void whatStaysAsItIsNeedsNone(String text) {
        assertThat(SightingCsv.text(text)).isEqualTo(text);
    }
}
