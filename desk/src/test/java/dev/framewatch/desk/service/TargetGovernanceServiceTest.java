package dev.framewatch.desk.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.governance.GovernanceChange;
import dev.framewatch.desk.service.TargetGovernanceService.CreatedTarget;
import dev.framewatch.desk.service.TargetGovernanceService.Creation;
import dev.framewatch.desk.store.Database;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TargetGovernanceServiceTest {
    private static final GovernanceChange ANNAS =
            new GovernanceChange("Anna", "election desk", "2026-12-31");

    @TempDir private Path folder;

    @AutoClose private TestServices desk;
    private TargetGovernanceService governance;
    private CreatedTarget light;

    @BeforeEach
    void aTargetFile() throws IOException {
        desk = new TestServices(folder.resolve("home"));
        governance = desk.services.governance();
        light = new CreatedTarget("light", Files.writeString(folder.resolve("light"), "zip"));
    }

    private Creation creation(CreatedTarget... targets) {
        return new Creation(AuditAction.ENROLLED, List.of(targets), ANNAS, Map.of("photos", 5));
    }

    @Test
    void aCreatedTargetIsOnRecordWithItsHashAndTerms() throws IOException {
        governance.created(creation(light), "anna");
        assertThat(desk.audit()).containsExactly("anna enrolled light", "anna terms-set light");
        JsonNode detail = desk.services.audit().list(2).getFirst().detail();
        assertThat(detail.path("detector").asString()).isEqualTo(Sha256.of(light.file()));
        assertThat(detail.path("photos").asInt()).isEqualTo(5);
        assertThat(governance.terms())
                .hasEntrySatisfying("light", terms -> assertThat(terms.owner()).isEqualTo("Anna"));
    }

    @Test
    void ofTargetsCreatedTogetherAllOrNoneAreOnRecord() {
        CreatedTarget gone = new CreatedTarget("gone", folder.resolve("gone"));
        assertThatThrownBy(() -> governance.created(creation(light, gone), "anna"))
                .isInstanceOf(IOException.class);
        assertThat(desk.audit()).isEmpty();
        assertThat(governance.terms()).isEmpty();
    }

    @Test
    void whatAChangeLeavesOutStaysAsItIs() {
        governance.change("light", ANNAS, "anna");
        governance.change("light", new GovernanceChange("Ben", null, "never"), "ben");
        assertThat(governance.terms())
                .hasEntrySatisfying(
                        "light",
                        terms -> {
                            assertThat(terms.owner()).isEqualTo("Ben");
                            assertThat(terms.reason()).isEqualTo("election desk");
                            assertThat(terms.expires()).isNull();
                        });
    }

    @Test
    void aRemovedTargetLeavesNoTermsToTheNextOfItsName() {
        governance.change("light", ANNAS, "anna");
        governance.removed("light", "ben");
        assertThat(governance.terms()).isEmpty();
        assertThat(desk.audit()).last().isEqualTo("ben target-removed light");
    }

    @Test
    void aRenamedTargetKeepsItsTermsAndACopyHasTheSame() throws IOException {
        governance.change("old", ANNAS, "anna");
        governance.renamed("old", light, "ben");
        governance.copied("light", new CreatedTarget("copy", light.file()), "ben");
        governance.exported(light, "ben");

        assertThat(governance.terms()).containsOnlyKeys("light", "copy");
        assertThat(governance.terms().values())
                .allSatisfy(terms -> assertThat(terms.lastDay()).isEqualTo("2026-12-31"));
        assertThat(desk.audit())
                .containsSequence(
                        "ben target-renamed light",
                        "ben target-copied copy",
                        "ben target-exported light");
    }

    @Test
    void whateverNamesATargetIsListedAndTermsAreNot() throws IOException {
        governance.change("light", ANNAS, "anna");
        assertThat(governance.references("light")).isEmpty();
        try (Database database = Database.open(desk.home)) {
            database.write(handle -> {
                handle.execute(
                        "insert into trend values ('light', '', 1, null, 5, 9, 1, 9, 0.001)");
                handle.execute(
                        "insert into canary (kind, subject, value, added_at) values ('video',"
                                + " 'light', 'clip.mp4', 1)");
                handle.execute(
                        "insert into channel (name, config, filter, added_at) values ('desk', '{}',"
                                + " ?, 1), ('all', '{}', ?, 1)",
                        "{\"targets\":[\"dark\",\"light\"]}",
                        "{\"targets\":[]}");
            });
        }
        assertThat(governance.references("light"))
                .containsExactly("1 trend", "canary video clip.mp4", "alert desk");
        assertThat(governance.references("dark")).containsExactly("alert desk");
    }

    @Test
    void anInvalidDateIsRefused() {
        assertThatThrownBy(() -> new GovernanceChange(null, null, "soon"))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageStartingWith("invalid date 'soon'");
    }
}
