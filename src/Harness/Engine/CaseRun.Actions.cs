using Conformance.Harness.Dsl;
using Conformance.Harness.Evidence;
using Conformance.Harness.Remote.Description;
using Conformance.Harness.Results;

namespace Conformance.Harness.Engine;

/// <content>Control actions: what the system under test is made to do.</content>
internal sealed partial class CaseRun
{
    private void Drive(Control control)
    {
        if (control.Presupposes is { } request && IsRefused(request))
        {
            return;
        }

        var supported = _sut.Control.Supports(control.Action);
        if (!supported && control.IsTried)
        {
            Remark($"the control action '{control.Action}' is bound to nothing; the case goes on without it");
            return;
        }

        var lasts = Lasts(control.Action);
        if (!supported || (lasts && _missingActions.Contains(Reset)))
        {
            FinishForWantOfActions();
            return;
        }

        HasChangedUser |= lasts;
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["user"] = AddressOf(SutParty).User };
        foreach (var (name, value) in control.Values)
        {
            values[name] = Resolve(value);
        }

        Remember(control.Action, values);
        _happenings.Add(new TimelineEntry.Action(0, Elapsed, control.Who.Name, control.Label));
        _blocked = _driving = true;
        var beat = Begin();
        Perform(control.Action, values, problem =>
        {
            beat.Answered();
            _blocked = _driving = false;
            if (problem is not null && control.IsTried)
            {
                Remark($"the control action '{control.Action}' was not carried out: {problem}");
            }
            else if (problem is not null && !_over)
            {
                _inconclusive = $"the control action '{control.Action}' failed: {problem}";
                Finish();
                return;
            }

            Advance();
        });
    }

    private static bool Lasts(string action) => ControlAction.Named(action) is { Lasts: true };

    /// <summary>The control action that an operation needs; null when it needs none.</summary>
    private string? ActionOf(Operation operation) => operation switch
    {
        Operation.Drive { Control.IsTried: false } drive => drive.Control.Action,
        Operation.SetUp { Session: { IsUnasked: false } session } when session.Answerer != SutParty => OpenSession,
        _ => null,
    };

    /// <summary>Says all that is missing, not only what came first: whoever binds one action wants to know whether that is enough.</summary>
    private void FinishForWantOfActions()
    {
        _inconclusive = _missingActions is [Reset]
            ? $"needs the control action '{Reset}', which is not bound: every case has the user '{AddressOf(SutParty).User}', and the next one would find what this one changes"
            : _missingActions is [var only]
            ? $"needs the control action '{only}', which is not bound"
            : $"needs the control actions {string.Join(", ", _missingActions.Select(a => $"'{a}'"))}, which are not bound";
        Finish();
    }

    private string Resolve(object value) => value switch
    {
        Party party => AddressOf(party).Address,
        Dsl.Templates.Im im => im.FactsIn(Facts).MessageId ?? "",
        FromFacts fromFacts => fromFacts.Value(Facts),
        _ => ValueText.Of(value),
    };
}
