using Conformance.Harness.Dsl;
using Conformance.Harness.Evidence;

namespace Conformance.Harness.Engine;

/// <content>Which arrow of the choreography a message of the system under test may stand for.</content>
internal sealed partial class CaseRun
{
    private Recognition Recognise(Arrow arrow, Observed message)
    {
        // All harness parties share their ports: by way of whom a request came shows in a Route, or not at all.
        if (arrow.From != SutParty || (message.To != arrow.Receiver && message.To != arrow.To))
        {
            return Recognition.No;
        }

        var recognition = arrow.Message.Recognise(message, Facts, arrow);
        if (recognition.Fit is Fit.Near)
        {
            _nearMisses.Add(message);
        }

        return recognition;
    }

    private Arrow? Fits(Awaited awaited, Observed message) =>
        awaited.Expectation.Alternatives.OfType<Arrow>().FirstOrDefault(a => a.Repetition == message.Retransmission && Recognise(a, message).Fit is Fit.Yes);

    /// <summary>Of several arrows that a message may stand for, the one that it is without any difference.</summary>
    private (Awaited Awaited, Arrow Arrow)? BestFit(Observed message)
    {
        (Awaited, Arrow)? first = null;
        for (var i = FirstOpen(); i < _awaited.Count; i++)
        {
            var awaited = _awaited[i];
            if (awaited.IsSatisfied || Fits(awaited, message) is not { } arrow)
            {
                continue;
            }

            if (Recognise(arrow, message).Differences.Count == 0)
            {
                return (awaited, arrow);
            }

            first ??= (awaited, arrow);
        }

        return first;
    }

    private bool IsDrawnLater(Observed message) => _operations.Skip(_next).OfType<Operation.Await>()
        .SelectMany(a => a.Expectations).SelectMany(e => e.Alternatives).OfType<Arrow>()
        .Any(a => !a.Repetition && Recognise(a, message).Fit is Fit.Yes);
}
