using Conformance.Harness.Dsl;
using Conformance.Harness.Results;

namespace Conformance.Harness.Engine;

/// <content>Bounding silence: the fence exchange, the grace after it, the liveness check after that.</content>
internal sealed partial class CaseRun
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _modes = [];

    /// <summary>At the end of the flow the windows that are still open are closed behind one fence.</summary>
    /// <returns>False when there is none.</returns>
    private bool PlanLastFence()
    {
        var open = _windows.Where(w => !w.IsClosed).ToArray();
        if (open.Length == 0)
        {
            return false;
        }

        PlanFence(open);
        return true;
    }

    /// <summary>Closes windows inside the flow: those that end with an event at once, the others behind a fence.</summary>
    private void Close(IReadOnlyList<Window> windows)
    {
        foreach (var window in windows.Where(w => w.Never.EndsWithEvent))
        {
            window.IsClosed = true;
            Exercise(window.Never);
            _fences.Add(new FenceWindow(window.Never.Forbidden.Label, "event", window.OpenedAt, Elapsed, TimeSpan.Zero, TimeSpan.Zero, Alive: true));
        }

        PlanFence([.. windows.Where(w => !w.Never.EndsWithEvent)]);
    }

    private void PlanFence(IReadOnlyList<Window> windows)
    {
        if (windows.Count == 0)
        {
            return;
        }

        var parties = StillThere(PartiesOfFence());
        var fence = Fence.Of(
            Case.Assignment.Seat,
            SendsNoReceipts || Case.Scenario.Fence == Fence.OptionsName,
            _sut.Control.Supports("send-im"),
            HasSession(parties.Peer),
            HasSession(parties.Beyond));
        var progress = new FenceInProgress(fence, windows, Elapsed);
        var steps = new List<Operation>(UndoModes());
        steps.AddRange(PlanExchange(fence.Exchange(parties), progress));
        steps.Add(new Operation.Grace(progress));
        steps.AddRange(PlanExchange(Fence.Liveness(parties), progress));
        steps.Add(new Operation.Closed(progress));
        _operations.InsertRange(_next, steps);
        Remark($"fence {fence.Name} begins");
    }

    private IEnumerable<Operation> PlanExchange(IReadOnlyList<Step> exchange, FenceInProgress progress) =>
        CasePlan.For(exchange, SutParty, Case.Scenario.Carrier).Select(o => o is Operation.Await awaiting ? awaiting with { Fence = progress } : o);

    /// <summary>True when the usual fence cannot come back, since it waits for a receipt that this system does not send.</summary>
    private bool SendsNoReceipts => _modes.ContainsKey("opt-out")
        || (Case.Assignment.Seat == Seat.ImRecipient && !_settings.Pixit.PositiveReceipts)
        || (Case.Assignment.Seat == Seat.ImIntermediary && !_settings.Pixit.NegativeReceipts);

    /// <summary>A refusal or a held delivery would also stop the fence, so it is lifted first.</summary>
    private IEnumerable<Operation> UndoModes()
    {
        if (_modes.TryGetValue("refuse", out var refuse) && refuse.GetValueOrDefault("status") != "0")
        {
            yield return new Operation.Drive(SutParty.Refuses(0));
        }

        if (_modes.TryGetValue("hold", out var hold) && hold.GetValueOrDefault("on") == "true")
        {
            yield return new Operation.Drive(SutParty.Does("hold", ("on", "false")));
        }
    }

    private void Remember(string action, IReadOnlyDictionary<string, string> values)
    {
        if (action is "refuse" or "hold" or "opt-out")
        {
            _modes[action] = values;
        }
        else if (action is "path" && values.GetValueOrDefault("known") == "false")
        {
            // What the system under test may not know, its messages may not rest on.
            _trace.Pixit = _trace.Pixit with { PathMtu = null, PathIsSafe = false };
        }
    }

    private FenceParties PartiesOfFence()
    {
        var arrows = CasePlan.Leaves(Case.Variant.Steps).OfType<Arrow>().ToArray();
        var into = arrows.FirstOrDefault(a => a.Receiver == SutParty && a.From != SutParty);
        if (into is not null)
        {
            var beyond = into.To != SutParty ? into.To : arrows.FirstOrDefault(a => a.From == SutParty && a.Receiver != into.From)?.Receiver ?? into.From;
            return new FenceParties(SutParty, into.From, beyond);
        }

        var outOf = arrows.FirstOrDefault(a => a.From == SutParty)?.Receiver ?? new Party("Peer");
        return new FenceParties(SutParty, outOf, outOf);
    }

    /// <summary>In a room whose first speaker has left, somebody else shows that the switch is through with what came before.</summary>
    private FenceParties StillThere(FenceParties parties) =>
        Case.Assignment.Seat == Seat.MsrpIntermediary && !HasSession(parties.Peer) && HasSession(parties.Beyond) ? new FenceParties(SutParty, parties.Beyond, parties.Peer) : parties;

    private void BeginGrace(FenceInProgress fence)
    {
        fence.CameBackAt = Elapsed;
        Remark($"fence {fence.Fence.Name} came back after {(fence.CameBackAt - fence.BegunAt).TotalMilliseconds:0} ms; grace {_settings.Pixit.Grace.TotalMilliseconds:0} ms");
        Block(_settings.Pixit.Grace);
    }

    /// <summary>Nothing seen means nothing shown only where all that is shown gets reported.</summary>
    private bool SightsAreEvidence()
    {
        if (_sut.Control.ReportsSights && _sut.Control.SightBreaks != _sightBreaks)
        {
            _inconclusive ??= SightsInterrupted;
        }

        return _sut.Control.ReportsSights && _sut.Control.SightBreaks == _sightBreaks;
    }

    private void CloseWindows(FenceInProgress fence)
    {
        foreach (var window in fence.Windows)
        {
            window.IsClosed = true;
            if (window.Never.Forbidden is Sight && !SightsAreEvidence())
            {
                continue;
            }

            if (window.Never.Forbidden is Arrow { To.HasWrongCertificate: true } && !_impostorWasApproached)
            {
                _inconclusive ??= "nobody came to the TLS port with the wrong certificate, so that it was not seen whether the system under test looks at certificates";
            }

            Exercise(window.Never);
            _fences.Add(new FenceWindow(
                window.Never.Forbidden.Label,
                fence.Fence.Name,
                window.OpenedAt,
                Elapsed,
                fence.CameBackAt - fence.BegunAt,
                _settings.Pixit.Grace,
                Alive: true));
        }

        Remark($"fence {fence.Fence.Name} closed: nothing forbidden came, the other side is alive");
    }
}
