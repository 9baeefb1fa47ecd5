using Conformance.Harness.Dsl;
using Conformance.Stack;
using Conformance.Stack.Sip;

namespace Conformance.Harness.Engine;

/// <content>Requests that go out once more, as retransmissions or by another path.</content>
internal sealed partial class CaseRun
{
    private void SendAgain(Arrow arrow)
    {
        var original = _sent.Values.LastOrDefault(s => ReferenceEquals(s.Arrow.Message, arrow.Message) && s.Arrow.From == arrow.From);
        if (original?.Transaction is null)
        {
            throw new ScenarioException($"{arrow.From} repeats {arrow.Message.Label}, which it has not sent");
        }

        _sent[arrow] = original;
        original.RepeatedUnanswered |= original.Final is null;
        original.Transaction.Resend();
        if (!original.RepeatedUnanswered && Case.Transport is TransportKind.Udp)
        {
            Insist(arrow, original.Transaction, _settings.Pixit.T1);
        }
    }

    /// <summary>A repetition may be lost like anything over UDP, and so may its answer; the transaction has its answer and does nothing about it any more.</summary>
    private void Insist(Arrow repetition, SipClientTransaction transaction, TimeSpan after) => Alarm(after, () =>
    {
        var due = _awaited.Where(a => !a.IsSatisfied).Select(a => a.Expectation).Concat(_operations.Skip(_next).OfType<Operation.Await>().SelectMany(a => a.Expectations));
        if (due.Any(e => e.Alternatives.OfType<Answer>().Any(a => ReferenceEquals(e.Requests.GetValueOrDefault(a), repetition))))
        {
            transaction.Resend();
            Insist(repetition, transaction, after * 2);
        }
    });

    /// <summary>As a proxy would that forks: From tag, Call-ID and CSeq stay, the branch is another (RFC 3261 8.2.2.2).</summary>
    private void SendByAnotherPath(Arrow arrow)
    {
        var original = _sent.Values.LastOrDefault(s => ReferenceEquals(s.Arrow.Message, arrow.Message) && s.Arrow.From == arrow.From);
        if (original?.First is not { } first)
        {
            throw new ScenarioException($"{arrow.From} sends {arrow.Message.Label} by another path, which it has not sent");
        }

        var sent = new Sent(arrow, original.Outbound, first.Edit().Remove("Via"));
        _sent[arrow] = sent;
        Transmit(sent, sent.Request);
    }
}
