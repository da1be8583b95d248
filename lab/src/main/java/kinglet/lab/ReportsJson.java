package kinglet.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports as maps, lists, strings and numbers. */
final class ReportsJson {

    private ReportsJson() {}

    static Map<String, Object> json(Reports reports) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("conditions", reports.conditions().facts());
        json.put(
                "experiments",
                reports.reports().stream().map(ReportsJson::report).toList());
        return json;
    }

    private static Map<String, Object> report(Report report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", report.experiment().name());
        json.put("title", report.experiment().title());
        json.put("question", report.experiment().question());
        json.put("source", report.experiment().source().toString());
        json.put("command", report.command());
        List<Object> verdicts = new ArrayList<>();
        report.verdicts().forEach(verdict -> verdicts.add(verdict(verdict)));
        json.put("verdicts", verdicts);
        Map<String, Object> tables = new LinkedHashMap<>();
        for (Part part : report.parts()) {
            if (part instanceof Sheet<?> sheet) {
                tables.put(sheet.name(), sheet.records());
            }
        }
        json.put("tables", tables);
        return json;
    }

    private static Map<String, Object> verdict(Verdict verdict) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("claim", verdict.claim());
        json.put("published", verdict.published());
        json.put("found", verdict.found());
        json.put("outcome", verdict.outcome().words());
        json.put("reason", verdict.reason());
        return json;
    }
}
