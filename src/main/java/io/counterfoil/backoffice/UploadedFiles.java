package io.counterfoil.backoffice;

import io.counterfoil.helpdesk.FileLimits;
import io.counterfoil.mail.OutgoingFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/** Files as a form sends them. */
final class UploadedFiles {
    private UploadedFiles() {}

    /** Checked by what they say of their size before any is read into memory; a choice of no file counts for nothing. */
    static List<OutgoingFile> read(@Nullable List<MultipartFile> given) throws IOException {
        List<MultipartFile> chosen = given == null
                ? List.of()
                : given.stream()
                        .filter(file -> !file.isEmpty() || !name(file).isBlank())
                        .toList();
        FileLimits.check(chosen.stream()
                .map(file -> new FileLimits.Size(name(file), file.getSize()))
                .toList());
        List<OutgoingFile> files = new ArrayList<>();
        for (MultipartFile file : chosen) {
            files.add(OutgoingFile.uploaded(name(file), file.getContentType(), file.getBytes(), files.size() + 1));
        }
        return files;
    }

    private static String name(MultipartFile file) {
        String name = file.getOriginalFilename();
        return name == null ? "" : name;
    }
}
