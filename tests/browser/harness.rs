//! Which tests there are, in which engines each runs, and the browsers that they take turns in.

use std::collections::HashMap;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::thread::available_parallelism;
use std::time::{Duration, Instant};
use std::{env, fs};

use libtest_mimic::{Arguments, Trial};

use crate::support::{Engine, Page, Session};

/// Set to anything, every test runs in every engine that it can run in: `cargo xtask test
/// --all-engines`.
const ALL_ENGINES: &str = "EP_ALL_ENGINES";
/// Names a file that gets a line for each test: its name and how many seconds it took.
const TIMES: &str = "EP_TIMES";
/// How many tests run at once for each core, if `--test-threads` does not say: a browser often
/// waits for its driver, and a test for its browser.
const WORKERS_PER_CORE: usize = 2;

/// Makes a module's list of tests: `scenarios()`.
///
/// Each is an `async fn(&Page)`, and stands behind the engines that it runs in, which are named by
/// the functions of [`harness::Where`](crate::harness::Where).
macro_rules! scenarios {
    ($($place:ident $(($($why:expr),+))? : $($test:ident),+ $(,)? ;)+) => {
        /// The tests of this module.
        pub fn scenarios() -> Vec<crate::harness::Scenario> {
            let mut all = Vec::new();
            $(
                let place = crate::harness::Where::$place($($($why),+)?);
                $(
                    all.push(crate::harness::Scenario::new(
                        module_path!(),
                        stringify!($test),
                        place,
                        |page| Box::pin($test(page)),
                    ));
                )+
            )+
            all
        }
    };
}
pub(crate) use scenarios;

/// Where a test runs.
#[derive(Clone, Copy, Debug)]
pub struct Where {
    /// Every time.
    always: &'static [Engine],
    /// Before a release, or when asked.
    can: &'static [Engine],
}

impl Where {
    /// What is tested is the engine's own: say what that is.
    pub fn in_every_engine(_because: &str) -> Self {
        Self { always: &Engine::ALL, can: &Engine::ALL }
    }

    /// What is tested is the same program in every engine.
    pub fn in_one_engine() -> Self {
        Self { always: &Engine::ALL[..1], can: &Engine::ALL }
    }

    /// The test needs what these engines alone have: say what that is.
    pub fn only_in(engines: &'static [Engine], _because: &str) -> Self {
        Self { always: engines, can: engines }
    }
}

type Run = for<'a> fn(&'a Page) -> Pin<Box<dyn Future<Output = ()> + 'a>>;

/// A test and where it runs.
pub struct Scenario {
    module: &'static str,
    name: &'static str,
    place: Where,
    run: Run,
}

impl Scenario {
    /// A test of a module.
    pub fn new(module: &'static str, name: &'static str, place: Where, run: Run) -> Self {
        // The first part is this program's own name.
        let module = module.split_once("::").map_or(module, |(_, module)| module);
        Self { module, name, place, run }
    }

    /// The test in one engine: `editing::webkit::name`.
    fn trial(&self, engine: Engine, browsers: &Arc<Browsers>) -> Trial {
        let name = format!("{}::{}::{}", self.module, engine.name(), self.name);
        let (run, browsers, own) = (self.run, Arc::clone(browsers), name.clone());
        Trial::test(name, move || {
            let started = Instant::now();
            browsers.lend(engine, run);
            note(&own, started.elapsed());
            Ok(())
        })
    }
}

/// Adds how long a test took to the file for it, if there is one.
fn note(name: &str, took: Duration) {
    let Some(path) = env::var_os(TIMES) else { return };
    let file = fs::OpenOptions::new().create(true).append(true).open(path);
    let mut file = file.expect("the file for the times");
    writeln!(file, "{:.2}\t{name}", took.as_secs_f64()).expect("a line for a time");
}

/// Browsers that no test uses at the moment.
#[derive(Default)]
struct Browsers(Mutex<HashMap<Engine, Vec<Session>>>);

impl Browsers {
    /// Runs a test in a browser, and keeps that for the next one if the test leaves it tidy.
    fn lend(&self, engine: Engine, run: Run) {
        let idle = self.0.lock().expect("the browsers").get_mut(&engine).and_then(Vec::pop);
        let session = idle.unwrap_or_else(|| Session::open(engine));
        // A test that fails takes its browser with it: nobody knows what it has left there.
        if session.run(run) {
            self.0.lock().expect("the browsers").entry(engine).or_default().push(session);
        }
    }

    /// Closes all of them.
    fn close(&self) {
        self.0.lock().expect("the browsers").clear();
    }
}

/// Runs the tests that the command line asks for, engine by engine, with those that need no browser
/// before them.
pub fn run(scenarios: &[Scenario], mut trials: Vec<Trial>) -> ExitCode {
    let mut arguments = Arguments::from_args();
    let cores = available_parallelism().map_or(1, usize::from);
    arguments.test_threads.get_or_insert(cores * WORKERS_PER_CORE);
    let all = env::var_os(ALL_ENGINES).is_some_and(|wish| !wish.is_empty());
    let browsers = Arc::new(Browsers::default());
    for engine in Engine::ALL {
        let runs =
            |one: &&Scenario| if all { one.place.can } else { one.place.always }.contains(&engine);
        trials.extend(scenarios.iter().filter(runs).map(|one| one.trial(engine, &browsers)));
    }
    let conclusion = catch_unwind(AssertUnwindSafe(|| libtest_mimic::run(&arguments, trials)));
    browsers.close();
    conclusion.unwrap_or_else(|panic| resume_unwind(panic)).exit_code()
}
