using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Remote.Description;
using Conformance.Harness.Running;
using Conformance.Stack;
using Conformance.Stack.Net;
using Conformance.Stack.Sip;

namespace Conformance.Harness.Remote.Doctor;

/// <summary>What the doctor needs beside the SUT file.</summary>
public sealed record ExaminationTools
{
    /// <summary>Where the harness listens.</summary>
    public required HarnessPorts Ports { get; init; }

    /// <summary>The cases that the claims of the SUT file select.</summary>
    public required IReadOnlyList<TestCase> Cases { get; init; }

    /// <summary>Makes the plan that runs some of them.</summary>
    public required Func<IReadOnlyList<TestCase>, RunPlan> Plan { get; init; }

    /// <summary>Opens the control face of the system under test; a <see cref="RemoteException"/> says what is wrong with it.</summary>
    public required Func<CancellationToken, Task<ISutSource>> Open { get; init; }

    /// <summary>The SUT file as the reader of the lines calls it.</summary>
    public required string File { get; init; }

    /// <summary>Seed of the ids; another one each time.</summary>
    public required ulong Seed { get; init; }
}

/// <summary>
/// Looks at a system under test from outside to inside: can the harness listen, does every address answer on every transport, are the accounts
/// right, can the system be made to act, does a message of its arrive; and how long all that takes.
/// </summary>
/// <param name="sut">The SUT file.</param>
/// <param name="tools">What is needed beside it.</param>
/// <param name="say">Gets each line as soon as it is known.</param>
public sealed class Examination(SutDescription sut, ExaminationTools tools, Action<Diagnosis> say)
{
    // A connection over TLS to a device that has slept takes its time, once.
    private static readonly TimeSpan LeastPatience = TimeSpan.FromSeconds(5);

    // Servers that load a database take their time; a run would wait as long for each of its cases.
    private static readonly TimeSpan LongestRestart = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenAsking = TimeSpan.FromSeconds(1);

    private readonly RoundTrips _answers = new();
    private readonly HashSet<(Seat Seat, TransportKind Transport)> _reached = [];

    /// <summary>Looks at everything.</summary>
    /// <param name="cancel">Ends it early.</param>
    public async Task RunAsync(CancellationToken cancel)
    {
        say(Diagnosis.Ok(
            "file",
            $"{sut.Title}: {string.Join(", ", sut.Pics.Seats)} over {string.Join(", ", sut.Pics.Transports.Select(TestCase.TransportName))}; {tools.Cases.Count} cases are within its claims"));
        if (await ReachAsync(cancel).ConfigureAwait(false))
        {
            await DriveAsync(cancel).ConfigureAwait(false);
        }
    }

    private async Task<bool> ReachAsync(CancellationToken cancel)
    {
        SipProbe probe;
        try
        {
            probe = new SipProbe(Options(), SipTimers.Default, tools.Seed);
        }
        catch (NetworkException refused)
        {
            say(Diagnosis.Wrong("listen", refused.Message, "give an address of this host in $.harness.address, and ports that are free, or 0 for any"));
            return false;
        }

        using (probe)
        {
            say(Diagnosis.Ok("listen", $"SIP on {probe.Local(TransportKind.Udp)}{(probe.Local(TransportKind.Tls) is { } tls ? $", over TLS on {tls}" : "")}"));
            var reaching = new Reaching(sut, probe, Patience, _answers, say);
            foreach (var seat in sut.Pics.Seats)
            {
                cancel.ThrowIfCancellationRequested();
                await reaching.RunAsync(seat, _reached).ConfigureAwait(false);
            }

            if (sut.Credentials is { } account && !reaching.WasChallenged && _reached.Count > 0)
            {
                say(Diagnosis.Note("account", $"nobody asked for {account.Username} in answer to OPTIONS or MESSAGE"));
            }
        }

        return true;
    }

    private async Task DriveAsync(CancellationToken cancel)
    {
        ISutSource source;
        try
        {
            source = await tools.Open(cancel).ConfigureAwait(false);
        }
        catch (RemoteException refused)
        {
            say(Diagnosis.Wrong("events", refused.Message, "start the control interface of the system, or correct $.control.events"));
            return;
        }

        using (source as IDisposable)
        {
            say(sut.Control.Events is null
                ? Diagnosis.Note("events", "the system reports nothing that its users see; cases that ask for it are inconclusive", "bind $.control.events to http or exec")
                : Diagnosis.Ok("events", "the stream of what its users see is open"));
            var driving = new Driving(sut, tools, say);
            await driving.RunAsync(source, _reached, cancel).ConfigureAwait(false);
            await RestartAsync(source, cancel).ConfigureAwait(false);
            Timers(driving);
        }
    }

    private async Task RestartAsync(ISutSource source, CancellationToken cancel)
    {
        var first = sut.Pics.Seats.SelectMany(s => sut.Pics.Transports.Select(t => (Seat: s, Transport: t))).FirstOrDefault(_reached.Contains);
        if (sut.Control.Actions.GetValueOrDefault("restart") is null or ControlBinding.None || first.Seat is null || sut.Addresses.GetValueOrDefault(first.Seat) is not { } addresses
            || addresses.Sip(first.Transport) is not { } address)
        {
            return;
        }

        var (problem, elapsed) = await DirectAction.PerformAsync(source, first.Seat, "restart", sut, cancel).ConfigureAwait(false);
        if (problem is not null)
        {
            say(Diagnosis.Wrong("action", $"restart: {problem}", "correct its binding in $.control, or bind it to \"none\""));
            return;
        }

        using var probe = new SipProbe(Options(), SipTimers.Default, tools.Seed + 1);
        for (var waited = TimeSpan.Zero; waited < LongestRestart; waited += BetweenAsking)
        {
            cancel.ThrowIfCancellationRequested();
            var asked = await probe.AskAsync("OPTIONS", addresses.UserFor("doctor", "r1"), new SipTarget(first.Transport, address), sut.Credentials, BetweenAsking).ConfigureAwait(false);
            if (asked.Response is not null)
            {
                say(Diagnosis.Ok("action", $"restart: done in {RoundTrips.Spell(elapsed)}, and the system answers again"));
                return;
            }

            // A refusal comes at once, and asking again at once would only keep both sides busy.
            await Task.Delay(asked.Elapsed < BetweenAsking ? BetweenAsking - asked.Elapsed : TimeSpan.Zero, TimeProvider.System, cancel).ConfigureAwait(false);
        }

        say(Diagnosis.Wrong("action", $"restart: done, and then the system did not answer within {RoundTrips.Spell(LongestRestart)}", "let the action end when the system is up again"));
    }

    private void Timers(Driving driving)
    {
        if (_answers.Count == 0)
        {
            return;
        }

        var proposal = TimerProposal.From(_answers, driving.Actions, driving.Messages, sut.Timers);
        var measured = $"requests were answered in {RoundTrips.Spell(_answers.Median)}, {RoundTrips.Spell(_answers.Longest)} at most"
            + (driving.Messages.Count > 0 ? $"; messages came within {RoundTrips.Spell(driving.Messages.Longest)}" : "");
        say(TimerProposal.IsTooShort(sut.Timers, _answers, driving.Messages) ? Diagnosis.Wrong("timers", measured + ": the timers of the file are too short for that", $"write {proposal}")
            : proposal.Timers == sut.Timers ? Diagnosis.Ok("timers", measured)
            : Diagnosis.Ok("timers", $"{measured}; proposed: {proposal}"));
    }

    private TimeSpan Patience => sut.Timers.Response > LeastPatience ? sut.Timers.Response : LeastPatience;

    private SipTransportOptions Options() => new()
    {
        Address = tools.Ports.Address,
        AdvertisedHost = tools.Ports.Advertise?.ToString(),
        Port = tools.Ports.Sip,
        TlsPort = tools.Ports.TlsServer.Certificate is null ? null : tools.Ports.SipTls,
        Tls = tools.Ports.TlsServer,
        TlsClient = tools.Ports.TlsClient,
    };
}
