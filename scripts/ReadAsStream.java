// Reads EPUBs as a reader does that never looks back: entry after entry, by java.util.zip alone. Says how many bytes each has.
//
//   java scripts/ReadAsStream.java BOOK.epub...
//
// Fails where the first entry is no bare mimetype, where an entry can't be read to its end, or where the list at the end of the file
// names other entries.

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

class ReadAsStream {
    public static void main(String[] paths) throws IOException {
        if (paths.length == 0) {
            throw new IllegalArgumentException("no EPUB named");
        }
        for (String path : paths) {
            List<String> seen = read(path);
            List<String> listed = new ArrayList<>();
            try (ZipFile file = new ZipFile(path)) {
                file.stream().map(ZipEntry::getName).forEach(listed::add);
            }
            if (!seen.equals(listed)) {
                throw new IOException(path + ": " + seen.size() + " entries one after the other, " + listed.size() + " in the list");
            }
            System.out.println(path + ": " + seen.size() + " entries");
        }
    }

    private static List<String> read(String path) throws IOException {
        List<String> seen = new ArrayList<>();
        try (ZipInputStream stream = new ZipInputStream(new BufferedInputStream(new FileInputStream(path)))) {
            for (ZipEntry entry = stream.getNextEntry(); entry != null; entry = stream.getNextEntry()) {
                byte[] bytes = stream.readAllBytes();
                if (seen.isEmpty()) {
                    String content = new String(bytes, StandardCharsets.US_ASCII);
                    boolean isStored = entry.getMethod() == ZipEntry.STORED && entry.getExtra() == null;
                    if (!entry.getName().equals("mimetype") || !isStored || !content.equals("application/epub+zip")) {
                        throw new IOException(path + ": the first entry is no bare mimetype");
                    }
                }
                // Sizes are known before the content: no data descriptor follows it.
                if (entry.getSize() != bytes.length) {
                    throw new IOException(path + ": " + entry.getName() + " has another size than it says");
                }
                seen.add(entry.getName());
            }
        }
        return seen;
    }
}
