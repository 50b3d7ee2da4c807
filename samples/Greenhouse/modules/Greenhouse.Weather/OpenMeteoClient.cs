using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Greenhouse.Contracts;

namespace Greenhouse.Weather;

/// <summary>Asks Open-Meteo, which needs no key. The only class of the module that opens a connection.</summary>
internal sealed class OpenMeteoClient(IHttpClientFactory clients)
{
    public static readonly Uri Address = new("https://api.open-meteo.com/v1/");

    private const string Quantities = "temperature_2m_max,sunshine_duration,precipitation_sum";

    /// <summary>The forecast for the coming days.</summary>
    /// <exception cref="HttpRequestException">No answer, or a refusal.</exception>
    /// <exception cref="System.Text.Json.JsonException">The answer cannot be understood.</exception>
    public async Task<IReadOnlyList<DayForecast>> GetAsync(IGreenhouse place, int days, CancellationToken cancellationToken)
    {
        var position = string.Create(CultureInfo.InvariantCulture, $"latitude={place.Latitude:F4}&longitude={place.Longitude:F4}");
        var query = $"forecast?{position}&forecast_days={days}&timezone=auto&daily={Quantities}";
        using var http = clients.CreateClient(nameof(OpenMeteoClient)); // one a request: the factory renews connections and name look-ups
        var answer = await http.GetFromJsonAsync(new Uri(query, UriKind.Relative), OpenMeteoJson.Default.OpenMeteoAnswer, cancellationToken);
        return answer?.Daily is { } daily ? [.. daily.Days()] : [];
    }
}

/// <summary>The part of the answer that is used.</summary>
internal sealed record OpenMeteoAnswer(OpenMeteoDaily? Daily);

/// <summary>One list a quantity, one entry a day; an entry is null where the provider does not know.</summary>
internal sealed record OpenMeteoDaily(
    IReadOnlyList<DateOnly> Time,
    [property: JsonPropertyName("temperature_2m_max")] IReadOnlyList<double?> TemperatureMax,
    IReadOnlyList<double?> SunshineDuration,
    IReadOnlyList<double?> PrecipitationSum)
{
    private const double SecondsAnHour = 3600;

    /// <summary>Days that the provider fully knows.</summary>
    public IEnumerable<DayForecast> Days()
    {
        for (var i = 0; i < Time.Count; i++)
        {
            if (TemperatureMax.ElementAtOrDefault(i) is { } temperature
                && SunshineDuration.ElementAtOrDefault(i) is { } sunshine
                && PrecipitationSum.ElementAtOrDefault(i) is { } rain)
            {
                yield return new DayForecast(Time[i], temperature, sunshine / SecondsAnHour, rain);
            }
        }
    }
}

/// <summary>Reads the answer without reflection, so that the module can be unloaded and trimmed.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(OpenMeteoAnswer))]
internal sealed partial class OpenMeteoJson : JsonSerializerContext;
