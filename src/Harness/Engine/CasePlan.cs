using Conformance.Harness.Dsl;

namespace Conformance.Harness.Engine;

/// <summary>
/// Turns the lines of a choreography into operations for one seat: arrows that leave the system under test are awaited, arrows that
/// reach it are sent, and what happens between two parties that the harness plays is left out.
/// </summary>
internal sealed class CasePlan
{
    private readonly Party _sut;
    private readonly Carrier _carrier;
    private readonly List<Operation> _operations = [];
    private readonly HashSet<Step> _ends = new(ReferenceEqualityComparer.Instance);
    private readonly List<Expectation> _open = [];
    private readonly List<Arrow> _arrows = [];
    private readonly Dictionary<Answer, Arrow> _answered = new(ReferenceEqualityComparer.Instance);
    private readonly List<Never> _nevers = [];
    private readonly HashSet<Party> _sessions = [];

    private CasePlan(Party sut, Carrier carrier) => (_sut, _carrier) = (sut, carrier);

    /// <summary>The operations for a flow.</summary>
    /// <exception cref="ScenarioException">The flow answers a request that it does not draw.</exception>
    internal static IReadOnlyList<Operation> For(IReadOnlyList<Step> flow, Party sut, Carrier carrier)
    {
        var plan = new CasePlan(sut, carrier);
        plan.FindAnswered(flow);
        plan._sessions.UnionWith(flow.OfType<SessionSetup>().SelectMany(s => new[] { s.Offerer, s.Answerer }));
        foreach (var step in flow)
        {
            plan.Add(step);
        }

        plan.AddImplicitAnswers();
        plan.Flush();
        return plan._operations;
    }

    /// <summary>The arrows of a flow that appear on a wire of the seat, for ladders.</summary>
    internal static IEnumerable<Step> Leaves(IEnumerable<Step> steps) => steps.SelectMany(s => s switch
    {
        AnyOrder group => Leaves(group.Steps),
        OneOf choice => Leaves(choice.Alternatives),
        _ => [s],
    });

    /// <summary>
    /// An answer is to the last request before it that the flow wants; to one that need not come only where there is no other, and never to one that must
    /// not come.
    /// </summary>
    private void FindAnswered(IReadOnlyList<Step> flow)
    {
        var (wanted, allowed) = (new List<Arrow>(), new List<Arrow>());
        foreach (var step in Leaves(flow))
        {
            switch (step is Never never ? never.Forbidden : step is Optional optional ? optional.Allowed : step)
            {
                case Arrow arrow when step is not Never:
                    (step is Optional ? allowed : wanted).Add(arrow);
                    break;
                case Answer answer:
                    _answered[answer] = wanted.LastOrDefault(a => IsAnswered(a, answer)) ?? allowed.LastOrDefault(a => IsAnswered(a, answer))
                        ?? throw new ScenarioException($"{answer.From} answers {answer.Codes} to {answer.To}, but no request from {answer.To} to {answer.From} is drawn before it");
                    break;
            }
        }
    }

    // A harness party answers a request once, however often it is repeated: its transaction repeats the answer.
    private bool IsAnswered(Arrow request, Answer answer) => (!request.Repetition || answer.From == _sut)
        && request.Receiver == answer.From && request.From == answer.To && (answer.Of is null || ReferenceEquals(answer.Of, request.Message));

    private void Add(Step step)
    {
        CloseWindowsBefore(step);
        switch (step)
        {
            case Arrow arrow when arrow.From == _sut && arrow.Receiver != _sut:
                _arrows.Add(arrow);
                Expect(arrow);
                break;
            case Arrow arrow when arrow.Receiver == _sut:
                _arrows.Add(arrow);
                Act(new Operation.Send(arrow));
                break;
            case Answer answer when answer.From == _sut && answer.Codes != Codes.None:
                Expect(answer);
                break;
            case Answer { IsAtOnce: true } answer when answer.To == _sut:
                // Requests are answered 200 as they come; another code would not go out.
                if (!answer.Codes.Accepts(200))
                {
                    throw new ScenarioException($"{answer.From} answers {answer.Codes} at once, which a party of the harness does with 200 alone");
                }

                break;
            case Answer answer when answer.To == _sut:
                Act(new Operation.Reply(answer, _answered[answer]));
                break;
            case Sight sight when sight.Who == _sut:
                Expect(sight);
                break;
            case Control control when control.Who == _sut:
                Act(new Operation.Drive(control));
                break;
            case Control { Action: Actions.RefuseSessions or Actions.RefuseConnections or Actions.LoseConnection or Actions.EndSession } control:
                Act(new Operation.Play(control));
                break;
            case SessionSetup session when session.Offerer == _sut || session.Answerer == _sut:
                Act(new Operation.SetUp(session));
                break;
            case Quiet quiet:
                Act(new Operation.Wait(quiet));
                break;
            case Never never when Emitter(never.Forbidden) == _sut:
                _nevers.Add(never);
                if (never.Until is { } end)
                {
                    _ends.Add(end);
                }

                Act(new Operation.Forbid(never, _answered));
                break;
            case Optional optional when Emitter(optional.Allowed) == _sut:
                Act(new Operation.Permit(optional.Allowed, optional.Again));
                break;
            case OneOf choice when choice.Alternatives.Any(a => Emitter(a) == _sut):
                _open.Add(new Expectation(choice, choice.Alternatives) { Requests = _answered });
                break;
            case AnyOrder group:
                AddGroup(group);
                break;
        }
    }

    /// <summary>Whatever the harness does in a group comes first: it cannot wait for what the other side may send at any time.</summary>
    private void AddGroup(AnyOrder group)
    {
        foreach (var step in group.Steps.OrderBy(s => Emitter(s) == _sut))
        {
            Add(step);
        }
    }

    /// <summary>Who acts in a line; null where that is nobody's doing.</summary>
    internal static Party? Emitter(Step step) => step switch
    {
        Arrow arrow => arrow.From,
        Answer answer => answer.From,
        Sight sight => sight.Who,
        SessionSetup { IsUnasked: true } setup => setup.Offerer,
        OneOf choice => Emitter(choice.Alternatives[0]),
        AnyOrder group => Emitter(group.Steps[0]),
        _ => null,
    };

    private void Expect(Step step) => _open.Add(new Expectation(step, [step]) { Requests = _answered });

    private void Act(Operation operation)
    {
        Flush();
        _operations.Add(operation);
    }

    private void Flush()
    {
        if (_open.Count > 0)
        {
            _operations.Add(new Operation.Await([.. _open]));
            _open.Clear();
        }
    }

    private void CloseWindowsBefore(Step step)
    {
        // Lists of thousands have as many windows as steps, and none of them ends with one.
        if (_ends.Contains(step))
        {
            Act(new Operation.Close([.. _nevers.Where(n => ReferenceEquals(n.Until, step))]));
        }
    }

    /// <summary>A final response that is not drawn is due all the same (RFC 3261 8.2, 17.1.2).</summary>
    private void AddImplicitAnswers()
    {
        var overSip = _arrows.Where(a => _carrier is Carrier.Sip || (_carrier is Carrier.Both && !_sessions.Contains(a.From)));
        foreach (var arrow in overSip.Where(a => a.Receiver == _sut && !a.Repetition && !_answered.Values.Contains(a, ReferenceEqualityComparer.Instance)))
        {
            var answer = new Answer(_sut, arrow.From, Codes.Final) { Of = arrow.Message };
            _answered[answer] = arrow;
            _open.Add(new Expectation(answer, [answer]) { Requests = _answered, Implicit = true });
        }
    }
}

/// <summary>A scenario that cannot be carried out as it is written.</summary>
public sealed class ScenarioException(string message) : Exception(message);
