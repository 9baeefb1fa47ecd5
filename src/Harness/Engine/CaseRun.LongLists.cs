using Conformance.Harness.Dsl;

namespace Conformance.Harness.Engine;

/// <content>Look-ups that keep the work of a long list in proportion to it, where looking through everything would be its square.</content>
internal sealed partial class CaseRun
{
    private int _firstOpen;
    private (int Of, IReadOnlyDictionary<Arrow, int> Last) _plannedReplies = (0, new Dictionary<Arrow, int>());

    /// <summary>Place of the first expectation that is open; copies come in about the order of their list, which may be long.</summary>
    private int FirstOpen()
    {
        while (_firstOpen < _awaited.Count && _awaited[_firstOpen].IsSatisfied)
        {
            _firstOpen++;
        }

        return _firstOpen;
    }

    /// <summary>True when a reply to the request is still to come in the flow.</summary>
    private bool IsAnswerDrawn(Arrow arrow)
    {
        if (_plannedReplies.Of != _operations.Count)
        {
            var last = new Dictionary<Arrow, int>(ReferenceEqualityComparer.Instance);
            for (var i = 0; i < _operations.Count; i++)
            {
                if (_operations[i] is Operation.Reply reply)
                {
                    last[reply.Request] = i;
                }
            }

            _plannedReplies = (_operations.Count, last);
        }

        return _plannedReplies.Last.TryGetValue(arrow, out var place) && place >= _next;
    }
}
