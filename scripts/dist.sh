#!/usr/bin/env bash
# Makes what is handed out: one static program for Linux, with its manual, completions and fonts, as an archive and as a Debian package.
#
#   scripts/dist.sh           into target/packages/ (or $CARGO_TARGET_DIR/packages/)
#   scripts/dist.sh twice     the same, and shows that it is the same when it is packed again
#
# Needs Rust with the musl target (`rustup target add x86_64-unknown-linux-musl`), musl-gcc (Debian: musl-tools), python3 and, for the package,
# dpkg-deb; lintian looks at the package where it is installed. BANXIN_MAINTAINER names who answers for the package ("Name <address>"), else it is who
# made the last commit. The same sources give the same bytes: the date in both is that of the last commit, or SOURCE_DATE_EPOCH.
set -euo pipefail
umask 022
cd "$(dirname "$0")/.."

target=${BANXIN_TARGET:-x86_64-unknown-linux-musl}
most=$((30 * 1000 * 1000))
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
maintainer=${BANXIN_MAINTAINER:-$(git log -1 --format='%an <%ae>')}
export SOURCE_DATE_EPOCH CARGO_INCREMENTAL=0 LC_ALL=C.UTF-8
made=${CARGO_TARGET_DIR:-target}
out=$made/packages
name=banxin-$version-${target%%-*}-linux
archive=$out/$name.tar.gz
package=$out/banxin_${version}_amd64.deb

# What lintian would have otherwise: the program is static, which is the point of it, though it may lie anywhere in memory; fonts come along in
# exactly the bytes whose sums fonts.toml has, so that a book is the same everywhere; nobody asked Debian for the package.
meant=(statically-linked-binary shared-library-lacks-prerequisites duplicate-font-file initial-upload-closes-no-bugs)

stop() {
    printf 'dist.sh: %s\n' "$1" >&2
    exit 1
}

# The program: static, and no larger than it may be.
compile() {
    rustup target list --installed 2>/dev/null | grep -qx "$target" || stop "no target $target: rustup target add $target"
    # Everything here is Rust but libdeflate.
    command -v musl-gcc x86_64-linux-musl-gcc >/dev/null || stop "no musl-gcc: apt-get install musl-tools"
    RUSTFLAGS="${RUSTFLAGS:-} -C target-feature=+crt-static --remap-path-prefix=$PWD=. --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo" \
        cargo build --profile dist --locked --target "$target"
    program=$made/$target/dist/banxin
    local size
    size=$(stat -c %s "$program")
    echo "$program: $size bytes"
    [ "$size" -lt "$most" ] || stop "larger than $most bytes"
    ! ldd "$program" 2>/dev/null | grep -q '=>' || stop "not static: ldd $program"
}

# Everything beside the program, once for archive and package.
gather() {
    rm -rf "$out" && mkdir -p "$out/$name"/{man,completions}
    cp "$program" README.md README.zh-CN.md LICENSE LICENSE-APACHE LICENSE-MIT CHANGELOG.md "$out/$name/"
    scripts/licences.py "$target" >"$out/$name/THIRD-PARTY.md"
    cp -r fonts "$out/$name/fonts"
    "$program" man --to "$out/$name/man" >/dev/null
    local shell
    for shell in bash zsh fish; do "$program" completions "$shell" >"$out/$name/completions/banxin.$shell"; done
    find "$out/$name" -type d -exec chmod 755 {} + -o -type f -exec chmod 644 {} +
    chmod 755 "$out/$name/banxin"
}

pack_archive() {
    tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -C "$out" -cf - "$name" | gzip -9n >"$archive"
}

# What Debian wants to know of the licences, in its own form.
copyright() {
    indented() { sed -e 's/^[[:space:]]*$/./' -e 's/^/ /'; }
    cat <<COPYRIGHT
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: banxin
Comment: The licences of the crates that the program is linked from are in THIRD-PARTY.md.gz beside this file.

Files: *
Copyright: $(sed -n 's/^Copyright (c) //p' LICENSE-MIT)
License: MIT or Apache-2.0

Files: usr/share/banxin/fonts/*
Copyright: $(cat fonts/licences/*.txt | sed -n 's/^Copyright //p' | sort -u | sed '2,$s/^/           /')
License: OFL-1.1

License: MIT
$(tail -n +5 LICENSE-MIT | indented)

License: Apache-2.0
 The whole text is in /usr/share/common-licenses/Apache-2.0.

License: OFL-1.1
$(sed -n '/^SIL OPEN FONT LICENSE/,$p' fonts/licences/OFL-Noto.txt | indented)
COPYRIGHT
}

pack_debian() {
    local root=$out/deb page share
    share=$root/usr/share
    mkdir -p "$root/DEBIAN" "$root/usr/bin" "$share"/{man/man1,doc/banxin,banxin,bash-completion/completions,zsh/vendor-completions,fish/vendor_completions.d}
    install -m 755 "$out/$name/banxin" "$root/usr/bin/banxin"
    cp -r "$out/$name/fonts" "$share/banxin/fonts"
    rm -r "$share/banxin/fonts/licences"
    for page in "$out/$name"/man/*.1; do gzip -9nc "$page" >"$share/man/man1/$(basename "$page").gz"; done
    cp "$out/$name/completions/banxin.bash" "$share/bash-completion/completions/banxin"
    cp "$out/$name/completions/banxin.zsh" "$share/zsh/vendor-completions/_banxin"
    cp "$out/$name/completions/banxin.fish" "$share/fish/vendor_completions.d/banxin.fish"
    copyright >"$share/doc/banxin/copyright"
    gzip -9nc "$out/$name/CHANGELOG.md" >"$share/doc/banxin/NEWS.gz"
    gzip -9nc "$out/$name/THIRD-PARTY.md" >"$share/doc/banxin/THIRD-PARTY.md.gz"
    printf 'banxin (%s) unstable; urgency=medium\n\n  * See NEWS.gz.\n\n -- %s  %s\n' \
        "$version" "$maintainer" "$(date -Ru -d "@$SOURCE_DATE_EPOCH")" | gzip -9n >"$share/doc/banxin/changelog.gz"
    cat >"$root/DEBIAN/control" <<CONTROL
Package: banxin
Version: $version
Architecture: amd64
Maintainer: $maintainer
Section: text
Priority: optional
Installed-Size: $(du -sk --apparent-size "$root/usr" | cut -f1)
Description: set Chinese articles and books as EPUB 3 and PDF
 Markdown articles and CJK fonts become release editions: an EPUB 3, a screen
 PDF, a press-ready PDF with its cover, and the files that distribute them.
CONTROL
    (cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
    find "$root" -type d -exec chmod 755 {} + -o -type f ! -path '*/bin/*' -exec chmod 644 {} +
    # As many threads as there are would give other bytes on another machine.
    dpkg-deb --root-owner-group --threads-max=1 -Zxz --build "$root" "$package" >/dev/null
    rm -rf "$root"
}

# The package is installed as dpkg does it, into a root of its own, and what was installed builds the project's own book, with no fonts but those
# that it brings. It is removed again, and nothing stays.
try_debian() {
    local root=$out/root
    mkdir -p "$root/var/lib/dpkg/updates" "$root/var/lib/dpkg/info" && : >"$root/var/lib/dpkg/status"
    local apart=(dpkg --root="$root" --force-not-root --force-script-chrootless --log=/dev/null)
    "${apart[@]}" --install "$package" >/dev/null
    cp -r book covers "$root/"
    sed -i '/^\[fonts\]/,/^$/d' "$root/book/book.toml"
    (cd "$root" && PATH=$root/usr/bin:$PATH env -u CARGO_TARGET_DIR banxin build book -e epub,pdf -o dist -q >/dev/null) ||
        stop "the installed program can't build book/"
    local made_of
    made_of=$(cd "$root/dist" && echo ./*.epub ./*.pdf)
    [ "$(echo "$made_of" | wc -w)" = 2 ] || stop "book/ has other editions: $made_of"
    gzip -t "$root"/usr/share/man/man1/*.gz
    [ -s "$root/usr/share/man/man1/banxin-release.1.gz" ] || stop "no manual of banxin release"
    bash -n "$root/usr/share/bash-completion/completions/banxin"
    ! command -v zsh >/dev/null || zsh -n "$root/usr/share/zsh/vendor-completions/_banxin"
    ! command -v fish >/dev/null || fish -n "$root/usr/share/fish/vendor_completions.d/banxin.fish"
    "${apart[@]}" --purge banxin >/dev/null
    [ ! -e "$root/usr/bin/banxin" ] && [ ! -e "$root/usr/share/banxin" ] || stop "the package leaves something behind"
    rm -rf "$root"
    ! command -v lintian >/dev/null || lintian --allow-root --fail-on error,warning --suppress-tags "$(IFS=,; echo "${meant[*]}")" "$package"
}

# The archive as a recipe for CI takes it: the folder that the program lies in has its fonts.
try_archive() {
    mkdir -p "$out/try"
    tar -xzf "$archive" -C "$out/try" --strip-components 1
    "$out/try/banxin" --version | grep -qx "banxin $version" || stop "the archive's program says another version"
    [ -f "$out/try/fonts/fonts.toml" ] || stop "the archive has no fonts"
    rm -rf "$out/try"
}

sums() { (cd "$out" && sha256sum -- *.tar.gz *.deb 2>/dev/null); }

pack() {
    gather
    pack_archive
    try_archive
    if command -v dpkg-deb >/dev/null; then
        pack_debian
        try_debian
    fi
    rm -rf "${out:?}/$name"
    sums >"$out/SHA256SUMS"
}

compile
pack
cat "$out/SHA256SUMS"
case ${1:-once} in
once) ;;
twice)
    first=$(cat "$out/SHA256SUMS")
    # Old times of files, another umask and another order of names must not show.
    touch README.md
    umask 077
    pack
    [ "$first" = "$(cat "$out/SHA256SUMS")" ] || stop "packed again it has other bytes: $(cat "$out/SHA256SUMS")"
    echo "packed again: the same bytes"
    ;;
*) stop "unknown: $1 (nothing, or twice)" ;;
esac
