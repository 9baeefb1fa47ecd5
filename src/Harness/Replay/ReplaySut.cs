using System.Net;
using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Journal;
using Conformance.Stack;

namespace Conformance.Harness.Replay;

/// <summary>The system under test of a recording: where it was, what its hooks could do, and what they reported.</summary>
internal sealed class ReplaySut(RecordedCase recorded, IEventLoop loop) : ISut, ISutControl
{
    private readonly Dictionary<int, Action<string?>> _underWay = [];
    private readonly Dictionary<int, string?> _doneBefore = [];
    private int _asked;

    public event Action<UserSight>? UserSaw;

    public string Name => recorded.Begun.Bed.Sut;

    public IPEndPoint? MsrpAddress => recorded.Begun.Bed.SutMsrp;

    public ISutControl Control => this;

    public bool ReportsSights => recorded.Begun.Bed.ReportsSights;

    /// <summary>Where today's harness asks for something else than it asked for then; null when it does not.</summary>
    internal string? Difference { get; private set; }

    public IPEndPoint? SipAddress(TransportKind transport) =>
        TestCase.TransportName(transport) == recorded.Result.Transport ? recorded.Begun.Bed.SutSip : recorded.Begun.Bed.SutTcp;

    public string UserFor(Party party, string nonce) => recorded.Begun.Bed.User;

    public bool Supports(string action) => recorded.Begun.Bed.Actions.Contains(action);

    public void Perform(string action, IReadOnlyDictionary<string, string> values, Action<string?> completed)
    {
        var number = _asked++;
        var then = recorded.Asked.FirstOrDefault(a => a.Number == number);
        if (then is null || then.Action != action || !Same(then.Values, values))
        {
            Difference ??= then is null ? $"it asks for '{action}', which it did not ask for then" : $"it asks for '{action}' with other values than then";
        }

        if (_doneBefore.Remove(number, out var problem))
        {
            loop.Post(() => completed(problem));
            return;
        }

        _underWay[number] = completed;
    }

    public void Dispose()
    {
        // Nothing is open.
    }

    internal void Complete(ActionDone done)
    {
        if (_underWay.Remove(done.Number, out var completed))
        {
            completed(done.Problem);
            return;
        }

        _doneBefore[done.Number] = done.Problem;
    }

    internal void Show(UserSight sight) => UserSaw?.Invoke(sight);

    private static bool Same(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count == other.Count && one.All(v => other.TryGetValue(v.Key, out var value) && value == v.Value);
}
