using System.Globalization;
using System.Text;
using Conformance.Harness.Remote.Description;

namespace Conformance.Harness.Remote.Control;

/// <summary>An action that is an HTTP request.</summary>
internal sealed class HttpAction(ControlBinding.Http binding, HttpClient client) : IBoundAction
{
    // A sentence or two; a page of HTML that says 500 helps nobody in a report.
    private const int LongestProblem = 500;

    public async Task<string?> PerformAsync(string action, IReadOnlyDictionary<string, string> values, TimeSpan timeout, CancellationToken cancel)
    {
        var url = Placeholders.Fill(binding.Url, action, values, Uri.EscapeDataString);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(timeout);
        try
        {
            using var request = Request(binding, url, binding.Body?.Fill(action, values));
            using var response = await client.SendAsync(request, limit.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? null : await ProblemAsync(response, url, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return $"{binding.Method} {url} was not answered within {timeout.TotalSeconds:0.#} s";
        }
        catch (Exception fault) when (fault is HttpRequestException or UriFormatException or FormatException)
        {
            return $"{binding.Method} {url}: {(fault.InnerException ?? fault).Message}";
        }
    }

    /// <summary>A request as the binding describes it.</summary>
    /// <param name="binding">The binding.</param>
    /// <param name="url">Its URL, filled in.</param>
    /// <param name="body">Its body as JSON; null for none.</param>
    internal static HttpRequestMessage Request(ControlBinding.Http binding, string url, string? body)
    {
        var request = new HttpRequestMessage(new HttpMethod(binding.Method), url);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in binding.Headers)
        {
            // Those of the body are kept apart from the others.
            if (!request.Headers.TryAddWithoutValidation(name, value.Reveal()) && request.Content is { } content)
            {
                content.Headers.Remove(name);
                content.Headers.TryAddWithoutValidation(name, value.Reveal());
            }
        }

        return request;
    }

    private async Task<string> ProblemAsync(HttpResponseMessage response, string url, CancellationToken cancel)
    {
        var text = (await response.Content.ReadAsStringAsync(cancel).ConfigureAwait(false)).Trim();
        var said = text.Length == 0 ? response.ReasonPhrase : text.Length <= LongestProblem ? text : text[..LongestProblem] + " ...";
        return string.Create(CultureInfo.InvariantCulture, $"{binding.Method} {url} was answered {(int)response.StatusCode}: {said}");
    }
}
