using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Remote.Description;
using Conformance.Harness.Reports;
using Conformance.Harness.Results;
using Conformance.Harness.Running;
using Conformance.Stack;

namespace Conformance.Harness.Remote.Doctor;

/// <summary>Makes a system under test act: a few cases try every bound control action, and make it send something.</summary>
internal sealed class Driving(SutDescription sut, ExaminationTools tools, Action<Diagnosis> say)
{
    // Gentle: the doctor must not be the load under which a device gives way.
    private const int AtOnce = 4;

    // Phones that lost their registrar try again within half a minute or so.
    private static readonly TimeSpan RegistrationTime = TimeSpan.FromMinutes(1);

    /// <summary>From a control action to its completion.</summary>
    public RoundTrips Actions { get; } = new();

    /// <summary>From what brings a message of the system about to the message.</summary>
    public RoundTrips Messages { get; } = new();

    /// <summary>Drives the seats that were reached.</summary>
    public async Task RunAsync(ISutSource source, IReadOnlySet<(Seat Seat, TransportKind Transport)> reached, CancellationToken cancel)
    {
        var chosen = sut.Pics.Seats
            .SelectMany(seat => FirstCases.Choose(tools.Cases.Where(c => c.Assignment.Seat == seat && reached.Contains((seat, c.Transport))), IsBound))
            .ToArray();
        await ResetAsync(source, reached, cancel).ConfigureAwait(false);
        var watched = new WatchedSource(source);
        IReadOnlyList<CaseResult> results = [];
        if (chosen.Length > 0)
        {
            var plan = tools.Plan(chosen);
            using var run = new SocketRun(
                plan with { Concurrency = Math.Min(plan.Concurrency, AtOnce) }, watched, tools.Ports with { Registrar = (source as RemoteSutSource)?.Registrar });
            if (!await HasRegisteredAsync(run, sut.UsersToRegister(chosen), cancel).ConfigureAwait(false))
            {
                return;
            }

            results = await run.RunAsync(cancel).ConfigureAwait(false);
        }

        foreach (var seat in sut.Pics.Seats.Where(s => reached.Any(r => r.Seat == s)))
        {
            var ofSeat = chosen.Where(c => c.Assignment.Seat == seat).ToArray();
            ReportActions(seat, ofSeat, [.. watched.Outcomes.Where(o => o.Seat == seat)], results);
            ReportMessage(seat, [.. results.Where(r => r.Seat == seat.Name)]);
        }
    }

    /// <summary>Phones say where they are by registering.</summary>
    private async Task<bool> HasRegisteredAsync(SocketRun run, IReadOnlyList<string> users, CancellationToken cancel)
    {
        if (users.Count == 0)
        {
            return true;
        }

        var who = string.Join(" and ", users.Select(u => u.Length == 0 ? "somebody" : u));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(RegistrationTime);
        try
        {
            await run.WaitForRegistrationsAsync(users, limit.Token).ConfigureAwait(false);
            say(Diagnosis.Ok("register", $"{who} registered with {run.SipPlace}"));
            return true;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            say(Diagnosis.Wrong(
                "register",
                $"{who} did not register with {run.SipPlace} within {RoundTrips.Spell(RegistrationTime)}",
                "enter it as registrar and outbound proxy of the phone (with a fixed $.harness.sipPort), or give $.addresses"));
            return false;
        }
    }

    private async Task ResetAsync(ISutSource source, IReadOnlySet<(Seat Seat, TransportKind Transport)> reached, CancellationToken cancel)
    {
        foreach (var seat in sut.Pics.Seats.Where(s => IsBound("reset") && reached.Any(r => r.Seat == s)))
        {
            var (problem, elapsed) = await DirectAction.PerformAsync(source, seat, "reset", sut, cancel).ConfigureAwait(false);
            say(problem is null ? Diagnosis.Ok("action", $"{seat} reset: done in {RoundTrips.Spell(elapsed)}")
                : sut.Control.Actions.ContainsKey("reset") ? Diagnosis.Wrong("action", $"{seat} reset: {problem}", "correct its binding in $.control.actions, or bind it to \"none\"")
                : Diagnosis.Note("action", $"{seat} reset: {problem}", "bind $.control.actions.reset to \"none\" if the system has no such thing"));
        }
    }

    private bool IsBound(string action) => sut.Control.BindingOf(action) is not ControlBinding.None;

    private void ReportActions(Seat seat, TestCase[] chosen, ActionOutcome[] outcomes, IReadOnlyList<CaseResult> results)
    {
        foreach (var action in ControlAction.All.Where(a => a.Seats.Contains(seat) && a.Name is not ("reset" or "restart")))
        {
            var cost = tools.Cases.Count(c => c.Assignment.Seat == seat && FirstCases.ActionsOf(c).Contains(action.Name));
            if (!IsBound(action.Name))
            {
                if (cost > 0)
                {
                    say(Diagnosis.Note("action", $"{seat} {action.Name}: bound to nothing; {cost} cases will be inconclusive", $"bind $.control.actions{(action.Name.Contains('-', StringComparison.Ordinal) ? $"['{action.Name}']" : "." + action.Name)}"));
                }

                continue;
            }

            if (cost == 0)
            {
                if (sut.Control.Actions.ContainsKey(action.Name))
                {
                    say(Diagnosis.Note("action", $"{seat} {action.Name}: not tried, since no case asks for it"));
                }

                continue;
            }

            ActionOutcome[] tried = [.. outcomes.Where(o => o.Action == action.Name)];
            foreach (var one in tried.Where(o => o.Problem is null))
            {
                Actions.Add(one.Elapsed);
            }

            say(tried.FirstOrDefault(o => o.Problem is not null) is { Problem: { } problem }
                ? Diagnosis.Wrong("action", $"{seat} {action.Name}: {problem}", $"correct the binding in $.control, or the control interface that it calls; case {CaseOf(chosen, action)?.Id}")
                : tried.Length > 0 ? Diagnosis.Ok("action", $"{seat} {action.Name}: done in {RoundTrips.Spell(tried.Max(o => o.Elapsed))}")
                : Untried(seat, action, CaseOf(chosen, action), results));
        }
    }

    private static TestCase? CaseOf(TestCase[] chosen, ControlAction action) => chosen.FirstOrDefault(c => FirstCases.ActionsOf(c).Contains(action.Name));

    private Diagnosis Untried(Seat seat, ControlAction action, TestCase? @case, IReadOnlyList<CaseResult> results)
    {
        if (@case is null)
        {
            return Diagnosis.Note("action", $"{seat} {action.Name}: not tried, since every case that uses it needs another action that is bound to nothing");
        }

        var reason = results.FirstOrDefault(r => r.Id == @case.Id) is { } result ? CaseReason.Of(result) : "it did not run";
        return Diagnosis.Wrong("action", $"{seat} {action.Name}: not tried, since its case ended before: {reason}", LookInto(@case.Id));
    }

    private void ReportMessage(Seat seat, CaseResult[] results)
    {
        (CaseResult Case, TimelineEntry.Wire Message)[] came = [.. results.SelectMany(r => FirstFromSut(r) is { } message ? new[] { (r, message) } : [])];
        foreach (var (result, message) in came)
        {
            var cause = result.Timeline.TakeWhile(e => !ReferenceEquals(e, message)).LastOrDefault(e => e is TimelineEntry.Action or TimelineEntry.Wire { FromSut: false });
            if (cause is not null)
            {
                Messages.Add(message.At - cause.At);
            }
        }

        if (came is [var first, ..])
        {
            say(Diagnosis.Ok("message", $"{seat}: {first.Message.Label} came over {first.Message.Transport} in {first.Case.Id}"));
        }
        else if (results.Length == 0)
        {
            say(Diagnosis.Note("message", $"{seat}: no case can make it send anything with the actions that are bound"));
        }
        else
        {
            say(Diagnosis.Wrong(
                "message",
                $"{seat}: no message of its reached the harness: {CaseReason.Of(results[0])}",
                $"let the system send to {sut.Harness.Advertise ?? sut.Harness.Address}: $.harness.address (or advertise, behind NAT), firewalls; {LookInto(results[0].Id)}"));
        }
    }

    private string LookInto(string @case) => $"look into it with: conformance run --sut {tools.File} --only {@case}";

    private static TimelineEntry.Wire? FirstFromSut(CaseResult result) =>
        result.Timeline.OfType<TimelineEntry.Wire>().FirstOrDefault(w => w.FromSut && IsRequest(w));

    private static bool IsRequest(TimelineEntry.Wire wire)
    {
        var octets = wire.Bytes.Span;
        return !octets.StartsWith("SIP/2.0 "u8) && (wire.Protocol != "MSRP" || octets[..Math.Min(octets.Length, 200)].IndexOf(" SEND\r\n"u8) >= 0);
    }
}
