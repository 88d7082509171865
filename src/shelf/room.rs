//! How many titles fit in memory at once: each asks for room before it is built, and gives it back.

use std::sync::{Condvar, Mutex, PoisonError};

/// Memory that a title of no size takes: fonts, tables, a page at work.
const LEAST: u64 = 160 << 20;

/// Memory for each byte of a title's own files: the tree, the pages, the editions.
const BY_BYTE: u64 = 40;

/// Room for titles.
pub struct Room {
    free: Mutex<u64>,
    given_back: Condvar,
    all: u64,
}

impl Room {
    /// Room of so many bytes.
    pub fn new(bytes: u64) -> Self {
        Self { free: Mutex::new(bytes), given_back: Condvar::new(), all: bytes }
    }

    /// The memory that the machine has to spare, less a quarter; where it doesn't say, 2 GiB.
    pub fn of_this_machine() -> Self {
        let told = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
        let line = told.lines().find_map(|line| line.strip_prefix("MemAvailable:"));
        let kilobytes = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
        Self::new(kilobytes.map_or(2 << 30, |kilobytes| kilobytes * 1024 / 4 * 3))
    }

    /// Does `work` when there is room for a title whose files have `size` bytes. A title that never fits has all the room to itself.
    pub fn with<T>(&self, size: u64, work: impl FnOnce() -> T) -> T {
        let wanted = (LEAST + size.saturating_mul(BY_BYTE)).min(self.all);
        {
            let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
            let mut free =
                self.given_back.wait_while(free, |free| *free < wanted).unwrap_or_else(PoisonError::into_inner);
            *free -= wanted;
        }
        let back = GiveBack { room: self, bytes: wanted };
        let done = work();
        drop(back);
        done
    }
}

/// Gives room back, after a panic as well.
struct GiveBack<'a> {
    room: &'a Room,
    bytes: u64,
}

impl Drop for GiveBack<'_> {
    fn drop(&mut self) {
        *self.room.free.lock().unwrap_or_else(PoisonError::into_inner) += self.bytes;
        self.room.given_back.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn no_more_work_at_once_than_there_is_room_for() {
        let room = Room::new(LEAST * 2 + 10);
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..12 {
                scope.spawn(|| {
                    room.with(0, || {
                        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        std::thread::yield_now();
                        now.fetch_sub(1, Ordering::SeqCst);
                    });
                });
            }
        });
        assert!((1..=2).contains(&most.load(Ordering::SeqCst)));
        assert_eq!(room.with(u64::MAX, || 7), 7, "a title of any size is built");
    }
}
