#!/usr/bin/env bash
# Makes what is handed out: one static program for Linux, with its manual and completions, as an archive and as a Debian package.
#
#   scripts/dist.sh           into target/dist/ (or $CARGO_TARGET_DIR/dist/)
#
# Needs Rust with the musl target (`rustup target add x86_64-unknown-linux-musl`), musl-gcc (Debian: musl-tools) and, for the package, dpkg-deb.
# The same sources give the same bytes: the date in both is that of the last commit, or SOURCE_DATE_EPOCH.
set -euo pipefail
cd "$(dirname "$0")/.."

target=${BANXIN_TARGET:-x86_64-unknown-linux-musl}
most=$((30 * 1000 * 1000))
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH CARGO_INCREMENTAL=0
made=${CARGO_TARGET_DIR:-target}
out=$made/dist

stop() {
    printf 'dist.sh: %s\n' "$1" >&2
    exit 1
}

rustup target list --installed 2>/dev/null | grep -qx "$target" || stop "no target $target: rustup target add $target"
# Everything here is Rust but libdeflate.
command -v musl-gcc x86_64-linux-musl-gcc >/dev/null || stop "no musl-gcc: apt-get install musl-tools"
RUSTFLAGS="${RUSTFLAGS:-} -C target-feature=+crt-static --remap-path-prefix=$PWD=. --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo" \
    cargo build --profile dist --locked --target "$target"
program=$made/$target/dist/banxin
size=$(stat -c %s "$program")
echo "$program: $size bytes"
[ "$size" -lt "$most" ] || stop "larger than $most bytes"
! ldd "$program" 2>/dev/null | grep -q '=>' || stop "not static: ldd $program"

name=banxin-$version-${target%%-*}-linux
rm -rf "$out" && mkdir -p "$out/$name"/{man,completions,fonts}
cp "$program" README.md README.zh-CN.md LICENSE LICENSE-APACHE LICENSE-MIT CHANGELOG.md "$out/$name/"
cp -r fonts/. "$out/$name/fonts/"
"$program" man --to "$out/$name/man" >/dev/null
for shell in bash zsh fish; do "$program" completions "$shell" >"$out/$name/completions/banxin.$shell"; done
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -C "$out" -cf - "$name" | gzip -9n >"$out/$name.tar.gz"

if command -v dpkg-deb >/dev/null; then
    root=$out/deb
    mkdir -p "$root/DEBIAN" "$root/usr/bin" "$root/usr/share/man/man1" "$root/usr/share/doc/banxin" \
        "$root/usr/share/bash-completion/completions" "$root/usr/share/zsh/vendor-completions" "$root/usr/share/fish/vendor_completions.d"
    install -m 755 "$program" "$root/usr/bin/banxin"
    for page in "$out/$name"/man/*.1; do gzip -9nc "$page" >"$root/usr/share/man/man1/$(basename "$page").gz"; done
    cp "$out/$name/completions/banxin.bash" "$root/usr/share/bash-completion/completions/banxin"
    cp "$out/$name/completions/banxin.zsh" "$root/usr/share/zsh/vendor-completions/_banxin"
    cp "$out/$name/completions/banxin.fish" "$root/usr/share/fish/vendor_completions.d/banxin.fish"
    cp LICENSE "$root/usr/share/doc/banxin/copyright"
    cat >"$root/DEBIAN/control" <<CONTROL
Package: banxin
Version: $version
Architecture: amd64
Maintainer: banxin
Section: text
Priority: optional
Installed-Size: $(du -sk "$root/usr" | cut -f1)
Description: sets Chinese articles and books as EPUB 3 and PDF
 Markdown articles and CJK fonts become release editions: an EPUB 3, a screen
 PDF, a press-ready PDF with its cover, and the files that distribute them.
CONTROL
    dpkg-deb --root-owner-group --build "$root" "$out/banxin_${version}_amd64.deb" >/dev/null
    rm -rf "$root"
    # What was packed is taken out again and builds the project's own book.
    try=$out/try
    dpkg-deb --extract "$out/banxin_${version}_amd64.deb" "$try"
    "$try/usr/bin/banxin" build book -e epub -o "$try/dist" -q >/dev/null || stop "the packaged program can't build book/"
    gzip -t "$try"/usr/share/man/man1/*.gz
    bash -n "$try/usr/share/bash-completion/completions/banxin"
    rm -rf "$try"
fi
(cd "$out" && sha256sum -- *.tar.gz *.deb 2>/dev/null | tee SHA256SUMS)
