using System.Net;
using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Journal;
using Conformance.Harness.Results;
using Conformance.Stack;
using Conformance.Stack.Msrp;
using Conformance.Stack.Net;
using Conformance.Stack.Sip;

namespace Conformance.Harness.Running;

/// <summary>Where the harness listens in a run over real sockets.</summary>
public sealed record HarnessPorts
{
    /// <summary>The address of all four ports.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The address that is written into messages, where the other side reaches this host by another one; null for the same.</summary>
    public IPAddress? Advertise { get; init; }

    /// <summary>Takes registrations; null where the system under test needs no registrar.</summary>
    public Registrar? Registrar { get; init; }

    /// <summary>UDP and TCP; 0 takes any free one.</summary>
    public int Sip { get; init; }

    /// <summary>TLS; 0 takes any free one.</summary>
    public int SipTls { get; init; }

    /// <summary>SIP over TLS with the certificate of <see cref="TlsImpostor"/>; 0 takes any free one.</summary>
    public int OtherTls { get; init; }

    /// <summary>MSRP, plain and TLS; 0 takes any free one.</summary>
    public int Msrp { get; init; }

    /// <summary>Certificate of the harness, and what it trusts. Without a certificate there is no TLS port.</summary>
    public required TlsSettings TlsServer { get; init; }

    /// <summary>A certificate that no careful peer takes for that of the harness, on a TLS port of its own; null for no such port.</summary>
    public TlsSettings? TlsImpostor { get; init; }

    /// <summary>How the harness checks the servers it connects to.</summary>
    public required TlsSettings TlsClient { get; init; }

    /// <summary>The certificate of somebody whom the system under test is not to serve, for who is not who he says; null for none.</summary>
    public TlsSettings? TlsOther { get; init; }

    /// <summary><see cref="Advertise"/> as URIs and Via fields spell it; null for the address itself.</summary>
    internal string? AdvertisedHost =>
        Advertise is null ? null : Advertise.AddressFamily is System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{Advertise}]" : Advertise.ToString();
}

/// <summary>
/// Runs cases over real UDP, TCP and TLS. All cases share four ports and run at once, unless they have to share a user; a suite lasts as long as its longest
/// single wait.
/// </summary>
public sealed partial class SocketRun : IDisposable
{
    // A message waits that long on a machine that does other things too; deadlines are hundreds of times longer.
    private static readonly TimeSpan TolerableLag = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan WatchInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Reason of the cases that were under way when the run was interrupted.</summary>
    public const string InterruptedReason = "the run was interrupted";

    private readonly SocketLoop _loop = new("harness");
    private readonly JudgingThread _judges = new();
    private readonly SocketNetwork _network;
    private readonly LowerTester _tester;
    private readonly RunPlan _plan;
    private readonly ISutSource _source;
    private readonly Dictionary<Seat, ISut> _suts = [];
    private readonly Dictionary<CaseRun, Job> _active = [];
    private readonly List<CaseResult> _results = [];

    // As their cases said it; what is published otherwise is the word of the run.
    private readonly HashSet<CaseResult> _ofCases = new(ReferenceEqualityComparer.Instance);
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<Job> _waiting = new();
    private bool _comesBack;
    private bool _isClosed;
    private bool _interrupted;

    /// <summary>Opens the ports of the harness.</summary>
    /// <exception cref="NetworkException">A port is taken.</exception>
    public SocketRun(RunPlan plan, ISutSource source, HarnessPorts ports)
    {
        _plan = plan;
        _source = source;
        _network = new SocketNetwork(_loop);
        var recorded = new RecordingNetwork(_network);
        try
        {
            _tester = _loop.InvokeAsync(() => new LowerTester(
                recorded,
                new SipTransportOptions { Address = ports.Address, Port = ports.Sip, TlsPort = ports.TlsServer.Certificate is null ? null : ports.SipTls, Tls = ports.TlsServer, TlsClient = ports.TlsClient, TlsOther = ports.TlsOther, SecondTls = ports.TlsImpostor, SecondTlsPort = ports.OtherTls, AdvertisedHost = ports.AdvertisedHost },
                new MsrpSettings { Address = new IPEndPoint(ports.Address, ports.Msrp), TlsServer = ports.TlsServer.Certificate is null ? null : ports.TlsServer, TlsClient = ports.TlsClient, AdvertisedHost = ports.AdvertisedHost },
                new SipTimers { T1 = plan.Pixit.T1, GiveUpAfter = PatienceOf(plan.Pixit) },
                new IdSource(plan.Seed).Child("tester"))
            { Registrar = ports.Registrar }).GetAwaiter().GetResult();
            recorded.Told = _tester.Note;
        }
        catch
        {
            // The caller is told of the port; the loop's thread must not outlive the attempt.
            _judges.Dispose();
            _network.Dispose();
            _loop.Dispose();
            throw;
        }
    }

    /// <summary>
    /// How long a transaction takes a final response. 64*T1 (RFC 3261 17.1.2.2), but with a short T1 not less than cases may wait for it: they know of the time
    /// that this host lost, transactions do not.
    /// </summary>
    private static TimeSpan PatienceOf(Pixit pixit)
    {
        var (timerF, patience) = (64 * pixit.T1, 4 * pixit.ResponseTime);
        return timerF > patience ? timerF : patience;
    }

    /// <summary>Raised on the loop when a case has ended.</summary>
    public Action<CaseResult>? Ended { get; set; }

    /// <summary>Gets every byte in and out, on the loop.</summary>
    public Action<JournalRecord>? Journal { get; set; }

    /// <summary>Sees what TLS connections put on the wire; null for nobody.</summary>
    public ICipherTap? CipherTap
    {
        get => _network.CipherTap;
        set => _network.CipherTap = value;
    }

    /// <summary>What reached no case; read it after the run.</summary>
    public IReadOnlyList<StrayMessage> Strays => _tester.Strays;

    /// <summary>Completes when users have registered with the harness; at once where it is no registrar.</summary>
    /// <param name="users">Their user parts; an empty one stands for anybody.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task WaitForRegistrationsAsync(IEnumerable<string> users, CancellationToken cancel)
    {
        if (_tester.Registrar is { } registrar)
        {
            var registered = await _loop.InvokeAsync(() => users.Select(registrar.WhenRegistered).ToArray()).ConfigureAwait(false);
            await Task.WhenAll(registered).WaitAsync(cancel).ConfigureAwait(false);
        }
    }

    /// <summary>host:port of the harness for UDP and TCP, as others reach it.</summary>
    public string SipPlace => _tester.PlaceOf(TransportKind.Udp) ?? "";

    /// <summary>Runs all cases of the plan.</summary>
    /// <returns>The results of the cases that ended, in order of their ids; fewer than planned when cancelled.</returns>
    public async Task<IReadOnlyList<CaseResult>> RunAsync(CancellationToken cancel = default)
    {
        using var registration = cancel.Register(() => _loop.Post(Interrupt));
        _loop.UnhandledFault += fault => _loop.Post(() => BlameAll(fault));
        await _loop.InvokeAsync(() =>
        {
            _tester.Journal = Journal;
            foreach (var seat in _plan.Cases.Select(c => c.Assignment.Seat).Distinct())
            {
                _suts[seat] = _source.Start(seat, null, _loop, new IdSource(_plan.Seed).Child(seat.Name).Next());
            }

            for (var round = 0; round < _plan.Repeat; round++)
            {
                // Rounds are under way together; a seed of its own keeps the users and ids of each apart.
                var settings = _plan.CaseSettings with { Seed = unchecked(_plan.Seed + (ulong)round) };
                foreach (var @case in _plan.Cases)
                {
                    Enqueue(new Job(@case, settings, IsSuspect: false));
                }
            }

            _loop.After(_plan.Deadline, OutOfTime);
            Open();
        }).ConfigureAwait(false);
        _loop.Post(WatchForLostTime);
        await _done.Task.ConfigureAwait(false);
        return [.. _results.OrderBy(r => r.Id, StringComparer.Ordinal)];
    }

    /// <summary>Closes all sockets and ends the loop.</summary>
    public void Dispose()
    {
        _loop.InvokeAsync(() =>
        {
            foreach (var sut in _suts.Values.Concat(_conformant.Values))
            {
                sut.Dispose();
            }

            _tester.Dispose();
        }).GetAwaiter().GetResult();
        _judges.Dispose();
        _network.Dispose();
        _loop.Dispose();
    }

    /// <summary>
    /// Goes the way of a message, over the timers, the thread pool and the queue of the loop, again and again: how much longer that takes than it
    /// should is time in which nobody on this host got anywhere, a system under test beside the harness included.
    /// </summary>
    private void WatchForLostTime()
    {
        var due = _loop.Now + WatchInterval;
        _loop.After(WatchInterval, () => ThreadPool.UnsafeQueueUserWorkItem(
            _ => _loop.Post(() =>
            {
                var lost = _loop.Now - due;
                if (lost > TolerableLag)
                {
                    _tester.LoseTime(lost);
                }

                WatchForLostTime();
            }),
            null));
    }

    /// <summary>Starts one case and comes back for the next, as fast as the loop keeps up.</summary>
    private void StartNext()
    {
        if (_interrupted || NothingWaits || IsHeldUp)
        {
            EndWhenIdle();
            return;
        }

        if (_active.Count < _plan.Concurrency && !_comesBack && NextJob() is { } job)
        {
            if ((WatchOf(job).GoneBecause ?? (SharesUser(job) ? _notReset : null)) is { } obstacle)
            {
                Publish(WatchOf(job).Missed(job.Case, obstacle));
            }
            else
            {
                Start(job);
            }

            ComeBack();
        }
    }

    private void Start(Job job)
    {
        CaseRun? run = null;
        run = new CaseRun(job.Case, _tester, _suts[job.Case.Assignment.Seat], job.Settings, result => OnEnded(run, job, result), _judges.Judge);
        _active.Add(run, job);
        _suspectsUnderWay += job.IsSuspect ? 1 : 0;
        BeginTurn(job);
        run.Start();
    }

    /// <summary>
    /// Takes the way that messages take, through the thread pool and the queue of the loop, and sees how long it was. Where that is long, or the
    /// system under test has fallen behind, cases under way already wait for a processor: more of them would only push each other past their deadlines.
    /// </summary>
    private void Pace(Action next)
    {
        var left = _loop.Now;
        ThreadPool.UnsafeQueueUserWorkItem(
            _ => _loop.Post(() =>
            {
                var own = _loop.Now - left;
                var lag = own > _tester.Pulse.Lag ? own : _tester.Pulse.Lag;
                if (lag < TolerableLag)
                {
                    next();
                    return;
                }

                _loop.After(lag < LongestPause ? lag : LongestPause, next);
            }),
            null);
    }

    private void ComeBack()
    {
        _comesBack = true;
        Pace(GoOn);
    }

    private void GoOn()
    {
        _comesBack = false;
        StartNext();
    }

    private void OnEnded(CaseRun? run, Job job, CaseResult result)
    {
        var wasFull = _active.Count >= _plan.Concurrency;
        if (run is not null)
        {
            _active.Remove(run);
            _suspectsUnderWay -= job.IsSuspect ? 1 : 0;
            EndTurn(run, job);
        }

        _ofCases.Add(result);
        Review(job, result, run?.LostContact ?? false);
        if (wasFull)
        {
            _loop.Post(StartNext);
        }

        EndWhenIdle();
    }

    private void Publish(CaseResult result)
    {
        _results.Add(result);
        _tester.Note(new CaseEnded(0, _loop.Now, result, ByTheRun: !_ofCases.Remove(result)));
        Ended?.Invoke(result);
    }

    private void EndWhenIdle()
    {
        if (_active.Count == 0 && (_interrupted || (NothingWaits && _sharing == 0 && !IsHeldUp)) && !_done.Task.IsCompleted)
        {
            if (!_isClosed)
            {
                _isClosed = true;
                Close();
            }

            if (!ControlsBlame())
            {
                _done.TrySetResult();
            }
        }
    }

    private void Interrupt()
    {
        _interrupted = true;
        foreach (var run in _active.Keys.ToArray())
        {
            run.Abandon(InterruptedReason);
        }

        StopControl(InterruptedReason);
        EndWhenIdle();
    }

    /// <summary>A handler of the shared stack threw: no case can be trusted that was under way.</summary>
    private void BlameAll(Exception fault)
    {
        foreach (var run in _active.Keys.Concat(_onTrial).ToArray())
        {
            run.Blame(fault);
        }

        EndWhenIdle();
    }
}
