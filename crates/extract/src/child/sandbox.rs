//! Giving up everything but memory, processor time and the pipes.

use std::{collections::BTreeMap, io};

use landlock::{
    ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, Ruleset, RulesetAttr, RulesetCreatedAttr,
    Scope, path_beneath_rules,
};
use rustix::process::{Resource, Rlimit, setrlimit};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    TargetArch,
};

/// The newest landlock rules we know; older kernels enforce what they have.
const NEWEST: ABI = ABI::V6;

/// System calls a parser needs. Everything else answers "not permitted" and leaves the decision
/// to the library: a font that cannot be opened is simply not there.
const ALLOWED: &[i64] = &[
    libc::SYS_read,
    libc::SYS_write,
    libc::SYS_readv,
    libc::SYS_writev,
    libc::SYS_close,
    libc::SYS_fstat,
    libc::SYS_lseek,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_brk,
    libc::SYS_madvise,
    libc::SYS_futex,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_sched_yield,
    libc::SYS_nanosleep,
    libc::SYS_clock_nanosleep,
    libc::SYS_clock_gettime,
    libc::SYS_gettimeofday,
    libc::SYS_getrandom,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_poll,
    libc::SYS_restart_syscall,
    libc::SYS_exit,
    libc::SYS_exit_group,
];

/// System calls that the recognising program has no use for.
const REFUSED: &[i64] = &[
    libc::SYS_socket,
    libc::SYS_socketpair,
    libc::SYS_connect,
    libc::SYS_bind,
    libc::SYS_listen,
    libc::SYS_accept,
    libc::SYS_accept4,
    libc::SYS_sendto,
    libc::SYS_sendmsg,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_bpf,
    libc::SYS_mount,
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_keyctl,
    libc::SYS_add_key,
    libc::SYS_perf_event_open,
    libc::SYS_io_uring_setup,
    libc::SYS_kill,
];

/// Where the printing program makes the socket by which it finds itself.
const SOCKETS: &str = "/tmp";

/// What the printing program needs of them, for that socket alone.
const OWN_SOCKET: &[i64] = &[libc::SYS_bind, libc::SYS_listen, libc::SYS_accept, libc::SYS_accept4];

/// Takes limits on memory (bytes allocated), processor seconds, open files, written files and
/// core dumps.
pub fn limit(memory: u64, seconds: u64) -> io::Result<()> {
    limit_with(memory, seconds, 16, 0)
}

/// Takes the limits of the printing program, which writes files.
pub fn limit_printer(memory: u64, seconds: u64, bytes: u64) -> io::Result<()> {
    limit_with(memory, seconds, 256, bytes)
}

fn limit_with(memory: u64, seconds: u64, files: u64, bytes: u64) -> io::Result<()> {
    let hard = |value: u64, grace: u64| Rlimit { current: Some(value), maximum: Some(value + grace) };
    setrlimit(Resource::Core, hard(0, 0))?;
    setrlimit(Resource::Fsize, hard(bytes, 0))?;
    setrlimit(Resource::Nofile, hard(files, 0))?;
    setrlimit(Resource::Cpu, hard(seconds, 2))?;
    setrlimit(Resource::Data, hard(memory, 0))?;
    Ok(())
}

/// Closes files and system calls for good.
pub fn close() -> io::Result<()> {
    restrict(&[])?;
    apply(&parser_filter()?)
}

/// Leaves reading of these folders and starting of programs, and closes the network.
pub fn close_but_reading(folders: &[&std::path::Path]) -> io::Result<()> {
    restrict(folders)?;
    apply(&refusing_filter()?)
}

/// Leaves reading of these places, reading and writing of this folder, and a socket of its own in
/// the folder of the system that it insists on, at which nobody can be spoken to; closes the
/// network.
pub fn close_but_printing(readable: &[&std::path::Path], folder: &std::path::Path) -> io::Result<()> {
    restrict_with(readable, Some(folder))?;
    apply(&printing_filter()?)
}

/// Landlock: no file but below these folders, no network, no signal out.
fn restrict(folders: &[&std::path::Path]) -> io::Result<()> {
    restrict_with(folders, None)
}

fn restrict_with(folders: &[&std::path::Path], own: Option<&std::path::Path>) -> io::Result<()> {
    let sockets = own.map(|_| SOCKETS);
    let rules = || -> Result<(), landlock::RulesetError> {
        Ruleset::default()
            .set_compatibility(CompatLevel::BestEffort)
            .handle_access(AccessFs::from_all(NEWEST))?
            .handle_access(AccessNet::from_all(NEWEST))?
            .scope(Scope::from_all(NEWEST))?
            .create()?
            .add_rules(path_beneath_rules(folders, AccessFs::from_read(NEWEST)))?
            .add_rules(path_beneath_rules(own, AccessFs::from_all(NEWEST)))?
            .add_rules(path_beneath_rules(sockets, AccessFs::MakeSock))?
            .restrict_self()?;
        Ok(())
    };
    rules().map_err(|_| refused("landlock"))
}

fn apply(filter: &BpfProgram) -> io::Result<()> {
    seccompiler::apply_filter_all_threads(filter).map_err(|_| refused("seccomp"))
}

fn parser_filter() -> io::Result<BpfProgram> {
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> = ALLOWED.iter().map(|&call| (call, Vec::new())).collect();
    // memory may never become code
    let no_code = || argument(2, SeccompCmpOp::MaskedEq(libc::PROT_EXEC as u64), 0);
    rules.insert(libc::SYS_mmap, vec![rule(no_code()?)?]);
    rules.insert(libc::SYS_mprotect, vec![rule(no_code()?)?]);
    // ending itself, nobody else
    let own = u64::from(std::process::id());
    rules.insert(libc::SYS_tgkill, vec![rule(argument(0, SeccompCmpOp::Eq, own)?)?]);
    compile(rules, errno(), SeccompAction::Allow)
}

fn refusing_filter() -> io::Result<BpfProgram> {
    let rules = REFUSED.iter().map(|&call| (call, Vec::new())).collect();
    compile(rules, SeccompAction::Allow, errno())
}

/// A socket may be made within the machine only, and may not be connected or sent to.
fn printing_filter() -> io::Result<BpfProgram> {
    let kept = REFUSED.iter().filter(|call| !OWN_SOCKET.contains(call));
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> = kept.map(|&call| (call, Vec::new())).collect();
    rules.insert(libc::SYS_sendmmsg, Vec::new());
    let elsewhere = argument(0, SeccompCmpOp::Ne, libc::AF_UNIX as u64)?;
    rules.insert(libc::SYS_socket, vec![rule(elsewhere)?]);
    compile(rules, SeccompAction::Allow, errno())
}

const fn errno() -> SeccompAction {
    SeccompAction::Errno(libc::EPERM as u32)
}

fn argument(index: u8, operator: SeccompCmpOp, value: u64) -> io::Result<SeccompCondition> {
    SeccompCondition::new(index, SeccompCmpArgLen::Qword, operator, value).map_err(|_| refused("seccomp"))
}

fn rule(condition: SeccompCondition) -> io::Result<SeccompRule> {
    SeccompRule::new(vec![condition]).map_err(|_| refused("seccomp"))
}

fn compile(
    rules: BTreeMap<i64, Vec<SeccompRule>>,
    otherwise: SeccompAction,
    matched: SeccompAction,
) -> io::Result<BpfProgram> {
    let arch = TargetArch::try_from(std::env::consts::ARCH).map_err(|_| refused("seccomp"))?;
    SeccompFilter::new(rules, otherwise, matched, arch)
        .and_then(BpfProgram::try_from)
        .map_err(|_| refused("seccomp"))
}

/// A step of the sandbox that did not succeed. Nothing is read then.
pub fn refused(step: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::PermissionDenied, step)
}
