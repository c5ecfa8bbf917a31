package dev.framewatch.desk.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.api.SightingDetailsDto;
import dev.framewatch.desk.api.SightingDto;
import dev.framewatch.desk.evidence.SeenOnce;
import dev.framewatch.desk.export.SightingExporter;
import dev.framewatch.desk.export.SightingFilter;
import dev.framewatch.desk.service.SightingService.ExportRequest;
import dev.framewatch.desk.service.SightingService.Format;
import dev.framewatch.desk.store.Sighting.State;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.error.RefusedException;
import dev.framewatch.file.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Sighting that a watch recorded: listed, shown, exported and verified. */
class SightingServiceTest {
    @TempDir private Path folder;

    @AutoClose private TestServices desk;
    private SightingService sightings;
    private SightingDto seen;

    @BeforeEach
    void seenOnce() throws Exception {
        Path home = SeenOnce.in(folder).home();
        desk = new TestServices(home);
        sightings = desk.services.sightings();
        seen = list(SightingFilter.ALL).getFirst();
    }

    private List<SightingDto> list(SightingFilter filter) {
        List<SightingDto> all = new ArrayList<>();
        assertThat(sightings.list(filter, all::add)).isEqualTo(all.size());
        return all;
    }

    @Test
    void aListHoldsWhatWasSelected() {
        assertThat(list(SightingFilter.ALL)).hasSize(1);
        assertThat(seen.target()).isEqualTo("light");
        assertThat(seen.post().caption()).startsWith("=HYPERLINK");
        assertThat(Path.of(String.valueOf(seen.evidence()))).isDirectory().isAbsolute();
        assertThat(list(new SightingFilter(List.of(), "light", State.REJECTED, null, null)))
                .isEmpty();
        assertThat(list(SightingFilter.of(List.of(seen.id().substring(0, 5)))))
                .containsExactly(seen);
    }

    @Test
    void aMisspeltTargetIsNotOneWithoutSightings() {
        SightingFilter misspelt = new SightingFilter(List.of(), "lihgt", null, null, null);
        Path csv = folder.resolve("none.csv");
        assertThatThrownBy(() -> list(misspelt))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("no target 'lihgt', and no results of one (available: light)");
        assertThatThrownBy(() ->
                        sightings.export(
                                new ExportRequest(Format.CSV, csv, misspelt, false), "anna"))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void detailsHaveTheVerdictTheSpreadAndWhereTheMediaLie() {
        SightingDetailsDto details = sightings.show(seen.id().substring(0, 6));
        assertThat(details.sighting()).isEqualTo(seen);
        assertThat(details.spread()).containsExactly(seen);
        assertThat(details.verdict()).isNotNull();
        assertThat(details.authorId()).isEqualTo("-7");
        assertThat(Path.of(String.valueOf(details.media()))).isRegularFile().isAbsolute();
        assertThat(details.timestamp()).isEqualTo("none");
    }

    @Test
    void anUnknownIdIsNotFoundAndAMalformedOneIsInvalid() {
        assertThatThrownBy(() -> sightings.show("ffff"))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("no sighting 'ffff'");
        assertThatThrownBy(() -> sightings.show("no id")).isInstanceOf(InvalidFieldException.class);
    }

    @Test
    void anExportIsOnRecordWithItsActorAndVerifies() throws Exception {
        Path zip = folder.resolve("case.zip");
        SightingExporter.Written written =
                sightings.export(
                        new ExportRequest(Format.ZIP, zip, SightingFilter.ALL, true), "anna");
        assertThat(written.sightings()).isEqualTo(1);
        assertThat(written.sha256()).isEqualTo(Sha256.of(zip));
        assertThat(desk.audit()).containsExactly("anna exported " + seen.id());
        assertThat(new VerificationService().verify(zip, null).holds()).isTrue();
    }

    @Test
    void nothingIsWrittenWhereNothingWasSelectedAndOnlyAZipHasMedia() throws Exception {
        Path csv = folder.resolve("none.csv");
        SightingFilter none = new SightingFilter(List.of(), null, State.REJECTED, null, null);
        assertThat(
                        sightings
                                .export(new ExportRequest(Format.CSV, csv, none, false), "anna")
                                .sightings())
                .isZero();
        assertThat(csv).doesNotExist();
        assertThat(desk.audit()).isEmpty();
        assertThatThrownBy(() -> new ExportRequest(Format.CSV, csv, none, true))
                .isInstanceOf(InvalidFieldException.class);
    }

    @Test
    void otherFoldersAreRefusedAndAlteredEvidenceFailsVerification() throws Exception {
        Path text = Files.writeString(folder.resolve("text.zip"), "no zip");
        assertThatThrownBy(() -> new VerificationService().verify(text, null))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("text.zip");
        Path evidence = Path.of(String.valueOf(seen.evidence()));
        assertThat(new VerificationService().verify(evidence, null).holds()).isTrue();
        Files.writeString(evidence.resolve("sighting.json"), "{}");
        assertThat(new VerificationService().verify(evidence, null).parts().getFirst().problems())
                .contains("sighting.json was changed");
    }
}
