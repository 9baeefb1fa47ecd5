using System.Runtime.InteropServices;
using Conformance.Cli.Commands;
using Conformance.Cli.Selection;
using Conformance.Cli.Sut;
using Conformance.Harness.Baselines;
using Conformance.Harness.Engine;
using Conformance.Harness.Golden;
using Conformance.Harness.Journal;
using Conformance.Harness.Remote.Description;
using Conformance.Harness.Reports;
using Conformance.Harness.Reports.Terminal;
using Conformance.Harness.Reports.Traffic;
using Conformance.Harness.Results;
using Conformance.Harness.Running;
using Conformance.Harness.Secrets;
using Conformance.ReferenceImpl;
using Conformance.Stack;
using Conformance.Stack.Tls;
using Spectre.Console;

namespace Conformance.Cli.Running;

/// <summary>One run from the command line: selects, runs, reports, and says how it went.</summary>
internal sealed class RunSession(RunOptions options, SutFiles sutFiles)
{
    // More than these, and ladders on the screen help nobody; they are in the report.
    private const int MostLadders = 5;

    // Phones that lost their registrar try again within half a minute or so.
    private static readonly TimeSpan RegistrationTime = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time = TimeProvider.System;
    private readonly CancellationTokenSource _interrupt = new();
    private IReadOnlyList<StrayMessage> _strays = [];
    private DateTimeOffset? _firstVerdictAt;

    internal async Task<int> RunAsync()
    {
        var startedAt = _time.GetUtcNow();
        var stamp = _time.GetTimestamp();
        using var signal = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnInterrupt);

        var baseline = Baselines.ReadIfNamed(options.Baseline);

        // Made while the catalogue is read: keys take as long as a dozen cases.
        var authority = options.Virtual ? null : Task.Run(Authority);
        var sut = options.SutFile is { } file ? sutFiles.Read(file) : null;
        var catalogue = new Catalogue(sut?.Pics.ListLimit);
        sut = sut is null || options.Advertise is not { } advertise ? sut : sut with { Harness = sut.Harness with { Advertise = advertise } };
        var asked = options.Selector.Select(catalogue);
        var selection = Claimed(asked, sut);
        var cases = options.Shard is { } shard ? shard.Take(selection) : selection;
        var deviations = options.Deviations.SelectMany(Known.Deviations).Distinct().ToArray();
        var plan = (options.Virtual ? Plans.Virtual(catalogue, cases, options.Seed)
            : sut is null ? Plans.Loopback(catalogue, cases, options.Seed)
            : Plans.Remote(catalogue, cases, options.Seed, sut)) with
        {
            Strict = options.Strict,
            Repeat = options.Repeat,
            ContentSeed = sut is null || options.SeedIsGiven ? null : OptionShapes.StandardSeed,
        };
        plan = plan with { Pixit = plan.Pixit with { Readings = plan.Pixit.Readings.With(options.Readings) } };
        var recorded = Recorded(plan, sut, deviations) with { LeftOut = sut?.LeftOut(asked) ?? new Dictionary<string, IReadOnlyList<string>>() };
        using var record = RunRecord.Prepare(recorded, options.Out, options.Resume);
        plan = plan with { Cases = record.Remaining(cases) };
        var secure = plan.Cases.Any(c => c.Transport is TransportKind.Tls);
        var issuer = authority is not null && secure ? await authority : null;

        // Before anything speaks TLS here, and where there will be a capture to put the secrets into.
        var keys = !options.Virtual && secure && options.Out is not null ? TlsKeyLog.Start() : null;
        using ITestBed bed = sut is null ? new ReferenceBed(deviations, plan.Pixit, issuer) : await RemoteBed.OpenAsync(sut, issuer, _interrupt.Token);
        using var sockets = options.Virtual ? null : new SocketRun(plan, bed.Source, bed.Ports(options.SipPort, options.TlsPort, options.MsrpPort));

        if (sut is { Harness.Registrar: true } && sockets is not null)
        {
            await WaitForRegistrationsAsync(sut, cases, sockets);
        }

        // The folder comes after the ports: a run that cannot begin leaves the reports of the last one alone.
        var folder = options.Out is { } path ? ReportFolder.Open(path, sut?.Redaction) : null;
        record.Open(folder, startedAt);
        using var sealedTraffic = folder is not null && keys is not null ? SealedTraffic.Open(folder, keys) : null;
        sockets?.CipherTap = sealedTraffic;
        var console = TerminalOutput.Open(Console.Out, Console.IsOutputRedirected, Environment.GetEnvironmentVariable);
        var results = await ProgressView.FollowAsync(console, plan.Cases.Count * (options.Virtual ? 1 : options.Repeat), ended => CarryOutAsync(plan, sockets, bed, record, Withholding(sut, sealedTraffic), ended));
        if (sut is not null)
        {
            // Before anything is made of them: no ladder, report or golden file gets to see a secret.
            results = [.. results.Select(sut.Redaction.Apply)];
        }

        results = record.With(results);
        if (options.Golden is { } golden && !_interrupt.IsCancellationRequested)
        {
            // Cases that run only when they are named have no golden files: theirs would be as long as their lists. What no case says has no wire.
            var regular = catalogue.Cases.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
            var compared = GoldenJudge.Judge(results, new GoldenFolder(golden, live: sut is not null), r => regular.Contains(r.Id));
            record.Revise(results, compared, startedAt);
            results = compared;
        }

        record.End(_time.GetUtcNow(), _time.GetElapsedTime(stamp), _interrupt.IsCancellationRequested, _strays);

        var result = new Conclusion(catalogue, recorded, results)
        {
            StartedAt = record.StartedAt ?? startedAt,
            Duration = record.With(_time.GetElapsedTime(stamp)),
            Selected = cases.Count * recorded.Repeat,
            Interrupted = _interrupt.IsCancellationRequested,
            Strays = record.With(_strays),
            Baseline = baseline,
        }.Judge();
        record.Dispose();
        Show(console, result, folder, record.Failure, sealedTraffic);
        return result.Interrupted ? ExitCode.Interrupted : ExitCode.Of(result.Verdict);
    }

    /// <summary>The cases in a seat and over a transport that the system under test claims.</summary>
    private static IReadOnlyList<TestCase> Claimed(IReadOnlyList<TestCase> cases, SutDescription? sut)
    {
        if (sut is null)
        {
            return cases;
        }

        var claimed = sut.Claimed(cases);
        return claimed.Count > 0 ? claimed : throw new CommandException(
            $"{sut.Title} claims {string.Join(", ", sut.Pics.Seats)} over {string.Join(", ", sut.Pics.Transports.Select(TestCase.TransportName))}, and none of the {cases.Count} selected cases is about what it claims, so nothing ran",
            ExitCode.Inconclusive);
    }

    /// <summary>What is written down of the run, so that it can be gone on with, put together with others and judged again.</summary>
    private RecordedPlan Recorded(RunPlan plan, SutDescription? sut, IReadOnlyList<Deviation> deviations) => new()
    {
        HarnessVersion = Conformance.Cli.HarnessVersion.Text,
        Sut = sut?.Title ?? ReferenceSource.NameWith(deviations),
        SutFile = options.SutFile,
        Network = options.Virtual ? RecordedPlan.VirtualNetwork : sut is null ? "loopback" : RecordedPlan.RemoteNetwork,
        Seed = options.Seed,
        ContentSeed = plan.ContentSeed,
        Strict = options.Strict,
        Shard = options.Shard?.ToString(),
        Repeat = options.Virtual ? 1 : options.Repeat,
        Pixit = plan.Pixit,
        Selected = [.. plan.Cases.Select(c => c.Id)],
    };

    /// <summary>A phone that registers says by that where it is.</summary>
    private async Task WaitForRegistrationsAsync(SutDescription sut, IReadOnlyList<TestCase> cases, SocketRun run)
    {
        var users = sut.UsersToRegister(cases);
        if (users.Count == 0)
        {
            return;
        }

        var who = string.Join(" and ", users.Select(u => u.Length == 0 ? "somebody" : u));
        await Console.Error.WriteLineAsync($"waiting for {who} to register with {run.SipPlace}");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_interrupt.Token);
        limit.CancelAfter(RegistrationTime);
        try
        {
            await run.WaitForRegistrationsAsync(users, limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new CommandException(_interrupt.IsCancellationRequested
                ? "interrupted before anything ran"
                : $"{who} did not register with {run.SipPlace} within {RegistrationTime.TotalSeconds:0} s; enter it as registrar and outbound proxy of the phone, or give addresses in {sut.File}",
                _interrupt.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Usage);
        }
    }

    private static TestAuthority Authority()
    {
        var authority = new TestAuthority();
        _ = (authority.Server, authority.Client);
        return authority;
    }

    private async Task<IReadOnlyList<CaseResult>> CarryOutAsync(RunPlan plan, SocketRun? sockets, ITestBed bed, RunRecord record, Action<JournalRecord>? watch, Action<CaseResult> ended)
    {
        var followed = ended;
        ended = result =>
        {
            _firstVerdictAt ??= _time.GetUtcNow();
            followed(result);
        };
        if (sockets is null)
        {
            return await Task.Run(() => VirtualRun.Run(plan, bed.Source, ended, record.Add, _interrupt.Token));
        }

        sockets.Ended = ended;
        sockets.BlameControl = bed.BlameControl;
        sockets.BlamePixit = plan.Pixit with { Credentials = plan.Pixit.Credentials ?? ReferenceSource.Account, NotEntitled = plan.Pixit.NotEntitled ?? ReferenceSource.Guest };
        sockets.Journal = record.Add + watch;
        var results = await sockets.RunAsync(_interrupt.Token);
        _strays = sockets.Strays;
        return results;
    }

    /// <summary>A secret that goes through TLS must not come out of the capture again, where no other report shows it.</summary>
    private static Action<JournalRecord>? Withholding(SutDescription? sut, SealedTraffic? sealedTraffic) => sut is null or { Redaction.IsEmpty: true } || sealedTraffic is null
        ? null
        : record =>
        {
            if (record is JournalEntry entry && !sut.Redaction.Apply(entry.Bytes).Equals(entry.Bytes))
            {
                sealedTraffic.Withhold(entry);
            }
        };

    private void OnInterrupt(PosixSignalContext context)
    {
        // The first Ctrl-C asks for a partial report; the second is left to the system, which ends the process.
        context.Cancel = !_interrupt.IsCancellationRequested;
        _interrupt.Cancel();
    }

    private void Show(IAnsiConsole console, RunResult result, ReportFolder? folder, ReportException? journalFailure, SealedTraffic? sealedTraffic)
    {
        foreach (var @case in result.Interrupted ? [] : result.Cases.Where(CaseReason.NeedsAttention).OrderBy(CaseReason.Rank).Take(MostLadders))
        {
            CaseView.Write(console, @case);
        }

        var failures = folder is null ? [] : ReportSet.With(sealedTraffic).Write(result, folder);
        SummaryView.Write(console, result, folder, journalFailure is null ? failures : [.. failures, new ReportFailure(JournalWriter.FileName, journalFailure)]);
        if (folder is null && _firstVerdictAt is { } first)
        {
            using var process = System.Diagnostics.Process.GetCurrentProcess();
            console.WriteLine($"First verdict {Spelling.Time(first - process.StartTime)} after the start of the process");
        }
    }
}
