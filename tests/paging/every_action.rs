//! Every action with pages hands out all of its items.

use serde::de::DeserializeOwned;
use serde_json::json;
use vod_sdk::action::{ActionInfo, Paged};
use vod_sdk::{v2018_07_17, v2024_07_18};

use super::store::{Store, pagination, request};

/// Goes through a list of 250 items by an action, of which the service hands out 40 at once.
async fn check<A: Paged + DeserializeOwned>(checked: &mut Vec<&'static str>) {
    let is_text = pagination(&A::INFO)["items"] == json!(["CommonPrefixes"]);
    let item = if is_text { json!("a/") } else { json!({}) };
    let store = Store {
        largest_page: 40,
        ..Store::new(vec![item; 250])
    };
    let (_, client) = store.client(&A::INFO);
    let request: A = request();
    let mut items = client.send(&request).items();
    let mut seen = 0;
    while let Some(item) = items.next().await {
        item.unwrap_or_else(|error| panic!("{}: {error}", A::INFO.name));
        seen += 1;
    }
    assert!(seen > 200, "{}: {seen}", A::INFO.name);
    checked.push(A::INFO.name);
}

macro_rules! check {
    ($checked:ident, $version:ident: $($request:ident),* $(,)?) => {
        $(check::<$version::$request>(&mut $checked).await;)*
    };
}

#[tokio::test]
#[allow(deprecated)]
async fn all_items_of_every_paged_action_are_seen() {
    let mut checked = Vec::new();
    check!(
        checked, v2018_07_17:
        DescribeAIAnalysisTemplatesRequest,
        DescribeAIRecognitionTemplatesRequest,
        DescribeAdaptiveDynamicStreamingTemplatesRequest,
        DescribeAigcAdvancedCustomElementsRequest,
        DescribeAigcQuotasRequest,
        DescribeAigcUsageDataRequest,
        DescribeAnimatedGraphicsTemplatesRequest,
        DescribeBlindWatermarkTemplatesRequest,
        DescribeCDNDomainsRequest,
        DescribeCLSTopicsRequest,
        DescribeCdnLogsRequest,
        DescribeContentReviewTemplatesRequest,
        DescribeEnhanceMediaTemplatesRequest,
        DescribeHeadTailTemplatesRequest,
        DescribeImageProcessingTemplatesRequest,
        DescribeImageSpriteTemplatesRequest,
        DescribeJustInTimeTranscodeTemplatesRequest,
        DescribeKnowledgeBasesRequest,
        DescribeLLMComprehendTemplatesRequest,
        DescribePersonSamplesRequest,
        DescribeProcedureTemplatesRequest,
        DescribeProcessImageAsyncTemplatesRequest,
        DescribeQualityInspectTemplatesRequest,
        DescribeRebuildMediaTemplatesRequest,
        DescribeReviewTemplatesRequest,
        DescribeRoundPlaysRequest,
        DescribeSampleSnapshotTemplatesRequest,
        DescribeSnapshotByTimeOffsetTemplatesRequest,
        DescribeSubAppIdsRequest,
        DescribeSuperPlayerConfigsRequest,
        DescribeTasksRequest,
        DescribeTranscodeTemplatesRequest,
        DescribeVodDomainsRequest,
        DescribeWatermarkTemplatesRequest,
        DescribeWordSamplesRequest,
        ListFilesRequest,
        SearchMediaRequest,
    );
    check!(
        checked, v2024_07_18:
        DescribeIncrementalMigrationStrategyInfosRequest,
        DescribeStorageRequest,
    );
    checked.sort_unstable();
    let actions = vod_sdk::ACTIONS.iter();
    let paged = actions.filter(|it: &&&ActionInfo| !pagination(it).is_null());
    let mut paged: Vec<&str> = paged.map(|it| it.name).collect();
    paged.sort_unstable();
    assert_eq!(checked, paged);
}
