package dev.framewatch.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCellTest {
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
        assertThat(CsvCell.of(text)).isEqualTo(safe);
        assertThat(CsvCell.of("\t" + text)).isEqualTo("'\t" + text);
        assertThat(CsvCell.of("\r" + text)).isEqualTo("'\r" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7301234567890123456", "123456789012", "007", "12e45", "1234567E10"})
    void aNumberThatASpreadsheetWouldChangeIsPrecededByAnApostrophe(String id) {
        assertThat(CsvCell.of(id)).isEqualTo("'" + id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"7", "0", "42", "3f2a91c04b77", "2026-03-01", "12e", "7301234567 views"})
    void whatStaysAsItIsNeedsNone(String text) {
        assertThat(CsvCell.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "007", "plain", "", "'plain", "-1", " =1"})
    void whatIsWrittenIsReadBack(String text) {
        assertThat(CsvCell.parse(CsvCell.of(text))).isEqualTo(text);
    }
}
